import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  formatMinuteNumber,
  minuteNumberGaps,
  nextMinuteNumber,
  readMinuteNumber,
  reasonsNotToNumberMinute,
} from './minute-number.rules.ts'

/** The task group's own way, and its minutes of 5 March 2020. */
const taskGroup = { suffix: 'HS', digits: 2 }
const march = ['01/HS', '02/HS', '03/HS', '04/HS', '05/HS', '06/HS']
const plain = { suffix: null, digits: 1 }

test('R-MEET-6: minutes run on from one meeting to the next, with the body’s suffix', () => {
  expect(nextMinuteNumber([], taskGroup)).toBe('01/HS')
  expect(nextMinuteNumber(march, taskGroup)).toBe('07/HS')
  expect(nextMinuteNumber([...march].reverse(), taskGroup)).toBe('07/HS')
  expect(nextMinuteNumber(['99/HS'], taskGroup)).toBe('100/HS')
})

test('a body without a suffix has plain numbers, and one that carries on a series starts where it says', () => {
  expect(nextMinuteNumber([], plain)).toBe('1')
  expect(nextMinuteNumber(['9'], plain)).toBe('10')
  expect(nextMinuteNumber([], { ...taskGroup, first: 41 })).toBe('41/HS')
})

test('a number of another body’s form is passed over when counting and refused when given', () => {
  expect(nextMinuteNumber([...march, '90/FP', '12', '7a/HS'], taskGroup)).toBe('07/HS')
  for (const wrong of ['90/FP', '12', '7a/HS', '', '00/HS', '07/HS/1', '-7/HS'])
    expect(reasonsNotToNumberMinute(wrong, march, taskGroup)).toEqual([
      {
        code: 'minute-number-form',
        field: 'minuteNumber',
        message: `‘${wrong}’ is not a minute number of this body: write it like 07/HS.`,
      },
    ])
})

test('R-MEET-6: a minute number is used once, however it is padded', () => {
  for (const twice of ['06/HS', '6/HS'])
    expect(reasonsNotToNumberMinute(twice, march, taskGroup)[0]?.message).toBe(
      'Minute number 06/HS is used already; the next is 07/HS.',
    )
  expect(reasonsNotToNumberMinute('07/HS', march, taskGroup)).toEqual([])
})

test('R-MEET-6: numbers passed over are pointed out', () => {
  expect(minuteNumberGaps(march, taskGroup)).toEqual([])
  expect(
    minuteNumberGaps(['02/HS', '06/HS', '07/HS'], taskGroup).map(({ message }) => message),
  ).toEqual(['Minute number 01/HS is not used.', 'Minute numbers 03/HS to 05/HS are not used.'])
})

test('R-MEET-6: every number printed can be read back, and the next is never one already used', () => {
  const numbering = fc.record({
    suffix: fc.constantFrom('HS', 'P&R', null),
    digits: fc.integer({ min: 1, max: 4 }),
  })
  fc.assert(
    fc.property(numbering, fc.array(fc.integer({ min: 1, max: 5000 })), (how, numbers) => {
      const used = numbers.map(number => formatMinuteNumber(number, how))
      expect(used.map(printed => readMinuteNumber(printed, how))).toEqual(numbers)
      expect(reasonsNotToNumberMinute(nextMinuteNumber(used, how), used, how)).toEqual([])
    }),
  )
})
