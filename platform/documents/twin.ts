import { done, type Outcome, refused } from '../outcome.ts'
import type { Block } from './blocks.ts'
import type { UploadKind } from './intake.ts'

/** A paper's words and tables in a form that everybody can read, and what is amiss with it. */
export type Twin = {
  readonly blocks: readonly Block[]
  /** Whole sentences for the clerk; none where nothing is amiss. */
  readonly warnings: readonly string[]
}

/**
 * Makes the accessible twin of a paper that the intake has let in.
 *
 * In: its kind and bytes, and for a picture the description that the clerk gave.
 * Out: blocks, from which both the page (`DocumentText`) and, for Word, Excel
 * and pictures, the tagged PDF (`makePaperPdf`) are made. Refuses with `file-damaged`
 * what cannot be read after all, and `picture-needs-description` for a picture that
 * nobody has described.
 */
export async function makeTwin(paper: {
  readonly kind: UploadKind
  readonly bytes: Uint8Array
  readonly description?: string
}): Promise<Outcome<Twin>> {
  if (paper.kind === 'png') return pictureTwin(paper.bytes, paper.description ?? '')
  try {
    return done(await readers[paper.kind](paper.bytes))
  } catch {
    // The libraries' own faults say nothing to a clerk, and all of them mean this.
    return refused({
      code: 'file-damaged',
      message: `This ${NAMES[paper.kind]} cannot be read. Open it, save it again and upload the new copy.`,
    })
  }
}

// The readers' libraries are large: each is loaded with the first paper of its kind, so that
// nobody waits for them at the start.
const readers = {
  pdf: async (bytes: Uint8Array) => (await import('./pdf-blocks.ts')).pdfBlocks(bytes),
  docx: async (bytes: Uint8Array) => (await import('./docx-blocks.ts')).docxBlocks(bytes),
  xlsx: async (bytes: Uint8Array) => (await import('./xlsx-blocks.ts')).xlsxBlocks(bytes),
}
const NAMES = { pdf: 'PDF', docx: 'Word document', xlsx: 'Excel workbook' }

function pictureTwin(bytes: Uint8Array, description: string): Outcome<Twin> {
  const alt = description.trim()
  if (alt === '') {
    return refused({
      code: 'picture-needs-description',
      field: 'description',
      message: 'Say in a sentence or two what the picture shows, for readers who cannot see it.',
    })
  }
  return done({
    blocks: [{ kind: 'image', name: 'picture.png', mediaType: 'image/png', bytes, alt }],
    warnings: [],
  })
}
