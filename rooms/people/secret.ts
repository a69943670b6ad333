import { createHash, randomBytes } from 'node:crypto'

/** Something only its holder knows, fit for an address: 256 bits that nobody can guess. */
export const newSecret = () => randomBytes(32).toString('base64url')

/** What is kept of a secret. It is random, so that a plain hash gives nothing away. */
export const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex')
