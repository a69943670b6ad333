import type { Tx } from '../../platform/database/database.ts'
import { NotFound } from '../../platform/outcome.ts'
import {
  findAppointment,
  findDeputy,
  findOffice,
  findParticipant,
  findTerms,
  lockSeat,
} from './bodies.records.ts'

// In which body an act on one of its parts stands; each throws NotFound.

export const seatToChange = async (tx: Tx, id: string) => {
  const seat = await lockSeat(tx, id)
  if (!seat) throw new NotFound('There is no such seat in the record.')
  return seat
}

export const appointmentToChange = async (tx: Tx, id: string) => {
  const appointment = await findAppointment(tx, id)
  if (!appointment) throw new NotFound('There is no such appointment in the record.')
  return appointment
}

export const officeToChange = async (tx: Tx, id: string) => {
  const office = await findOffice(tx, id)
  if (!office) throw new NotFound('There is no such office in the record.')
  return office
}

export const deputyToChange = async (tx: Tx, id: string) => {
  const deputy = await findDeputy(tx, id)
  if (!deputy) throw new NotFound('There is no such deputy in the record.')
  return deputy
}

export const participantToChange = async (tx: Tx, id: string) => {
  const participant = await findParticipant(tx, id)
  if (!participant) throw new NotFound('There is no such participant in the record.')
  return participant
}

export const termsToChange = async (tx: Tx, id: string) => {
  const terms = await findTerms(tx, id)
  if (!terms) throw new NotFound('There are no such terms of reference in the record.')
  return terms
}
