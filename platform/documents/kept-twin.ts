import type { Db, Tx } from '../database/database.ts'
import { readFiles, storeFile } from '../files/files.ts'
import type { Block, Cell, ImageBlock } from './blocks.ts'

/**
 * A twin as the record keeps it: the blocks as JSON, its pictures as files, by name.
 * The same picture is kept once, however often it is uploaded.
 */
export type KeptTwin = {
  /** As {@link Block}, but images lack their bytes. */
  readonly blocks: readonly unknown[]
  /** The hash of each picture's file, by the name that its block bears. */
  readonly pictures: Readonly<Record<string, string>>
}

export const noTwin: KeptTwin = { blocks: [], pictures: {} }

/** Keeps the blocks of a document: pictures as files, the rest as JSON. */
export async function keepTwin(tx: Tx, blocks: readonly Block[], at: Date): Promise<KeptTwin> {
  const pictures: Record<string, string> = {}
  for (const { name, bytes, mediaType } of imagesOf(blocks))
    if (bytes.byteLength > 0) pictures[name] = (await storeFile(tx, { bytes, mediaType }, at)).hash
  const kept = JSON.stringify(blocks, (key, value: unknown) =>
    key === 'bytes' ? undefined : value,
  )
  return { blocks: JSON.parse(kept) as unknown[], pictures }
}

/** The blocks for a page, which fetches each picture by its name: images have no bytes. */
export const blocksOf = (kept: KeptTwin): Block[] => filled(kept, () => new Uint8Array())

/** The blocks with the bytes of their pictures, for a PDF. One query, whatever their number. */
export async function readBlocks(db: Db, kept: KeptTwin): Promise<Block[]> {
  const files = await readFiles(db, Object.values(kept.pictures))
  return filled(kept, name => files.get(kept.pictures[name] ?? '')?.bytes ?? new Uint8Array())
}

/** The blocks with the bytes of their pictures, from files that were read already. */
export const blocksWith = (
  kept: KeptTwin,
  files: ReadonlyMap<string, { readonly bytes: Uint8Array }>,
): Block[] => filled(kept, name => files.get(kept.pictures[name] ?? '')?.bytes ?? new Uint8Array())

/** Every image of the blocks, also those in lists, tables and quotations. */
export const imagesOf = (blocks: readonly Block[]): ImageBlock[] =>
  blocks.flatMap(block => {
    switch (block.kind) {
      case 'image':
        return [block]
      case 'quote':
        return imagesOf(block.blocks)
      case 'list':
        return block.items.flatMap(imagesOf)
      case 'table':
        return block.rows.flat().flatMap(cell => imagesOf(cell.blocks))
      default:
        return []
    }
  })

const filled = (kept: KeptTwin, bytesOf: (name: string) => Uint8Array): Block[] => {
  const fill = (block: Block): Block => {
    switch (block.kind) {
      case 'image':
        return { ...block, bytes: bytesOf(block.name) }
      case 'quote':
        return { ...block, blocks: block.blocks.map(fill) }
      case 'list':
        return { ...block, items: block.items.map(item => item.map(fill)) }
      case 'table':
        return { ...block, rows: block.rows.map(row => row.map(fillCell)) }
      default:
        return block
    }
  }
  const fillCell = (cell: Cell): Cell => ({ ...cell, blocks: cell.blocks.map(fill) })
  // What keepTwin wrote, and nothing else writes.
  return (kept.blocks as readonly Block[]).map(fill)
}
