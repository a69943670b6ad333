import type { Refusal } from '../../platform/outcome.ts'

/** Why an address cannot be written to; an empty one is no address and is let be. */
export const reasonsAgainstEmail = (email: string): Refusal[] =>
  email === '' || /^[^\s@]+@[^\s@]+$/.test(email)
    ? []
    : [
        {
          code: 'email-unreadable',
          field: 'email',
          message: 'Enter an e-mail address like name@example.org, or leave it empty.',
        },
      ]
