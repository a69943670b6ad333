import { DEBIAN_15, startServerFor } from './servers.ts'

export default startServerFor(DEBIAN_15)
