import { type SelectQueryBuilder, sql } from 'kysely'

/** Which page of a list, and how long its pages are; numbered from 1. */
export type PageWanted = { readonly size: number; readonly number: number }

export type OnePage<Row> = {
  readonly rows: readonly Row[]
  /** Of the whole list. */
  readonly total: number
}

/**
 * One page of what a query finds, in its order, and how many rows it finds in all. One query.
 * After the last page there are neither rows nor a total.
 */
export async function onePage<Tables, Table extends keyof Tables, Row>(
  query: SelectQueryBuilder<Tables, Table, Row>,
  { size, number }: PageWanted,
): Promise<OnePage<Row>> {
  const found = (await query
    .select(sql<number>`count(*) over ()`.as('of_all'))
    .limit(size)
    .offset((number - 1) * size)
    .execute()) as unknown as readonly (Row & { readonly of_all: number })[]
  return {
    rows: found.map(({ of_all: _, ...row }) => row as unknown as Row),
    total: Number(found[0]?.of_all ?? 0),
  }
}
