import Type, { type TSchema } from 'typebox'

/** A value that may be absent from the answer, as null. */
export const nullable = <Schema extends TSchema>(schema: Schema) =>
  Type.Union([schema, Type.Null()])
