import { membershipsOf, officesOf } from '../duties/duty-meetings.ts'
import type { DutySource } from '../duties/duty-source.ts'
import { checksPath } from './interest-checks-path.ts'
import { readRegisterChecks, registersKeptBy } from './read-interest-checks.ts'

/**
 * That what the checks of a register find is looked at: mended, or answered as no fault. For those
 * who keep the register alone, since it may tell of what is sensitive. Six queries of its own, and three where
 * anything is in the registers.
 *
 * Items of meetings are not looked through here: that is done before each pack goes out, and on
 * the page of the checks.
 */
export const interestCheckDuties: DutySource = {
  kinds: [{ kind: 'interest-checks', title: 'Checks of interests', isPublic: false }],
  list: async scope => {
    const { db, bodies, today } = scope
    const kept = await registersKeptBy(
      db,
      bodies.map(({ id }) => id),
    )
    const found = await readRegisterChecks(
      db,
      bodies.filter(({ id }) => kept.has(id)),
      today,
      { memberships: await membershipsOf(scope), offices: await officesOf(scope) },
    )
    return bodies.flatMap(body => {
      const open = found.get(body.id)?.open.length ?? 0
      return open === 0
        ? []
        : [
            {
              key: `interest-checks/${body.id}`,
              kind: 'interest-checks',
              what: 'Look at what the checks of interests found, and mend or answer it',
              owner: { words: 'Secretary', persons: [], permission: 'keep interests' },
              body: body.id,
              concerns: today,
              href: checksPath(body),
              due: null,
              rule: 'The register agrees with the seats and with what was declared at meetings.',
              citation:
                'NHS England, Managing conflicts of interest in the NHS; R-COI-3, R-COI-5, R-COI-8',
              working: () => [],
              remark: `${open} open`,
            },
          ]
    })
  },
}
