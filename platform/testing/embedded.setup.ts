import { startServerFor } from './servers.ts'

export default startServerFor()
