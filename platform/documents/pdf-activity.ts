import { PDFArray, PDFDict, PDFName, type PDFObject, PDFRawStream, PDFRef } from '@cantoo/pdf-lib'
import type { PdfFile } from './pdf-file.ts'

/** What a PDF would do, or carries along, beside its pages. */
export type PdfActivity = 'script' | 'files' | 'action' | 'media'

const named = (name: string) => PDFName.of(name)

// Actions that reach out of the page (ISO 32000-2, 12.6.4): links and jumps within it are none.
const ACTIONS = new Map<PDFName, PdfActivity>([
  [named('JavaScript'), 'script'],
  [named('Launch'), 'action'],
  [named('ImportData'), 'action'],
  [named('SubmitForm'), 'action'],
  [named('GoToE'), 'files'],
  [named('Rendition'), 'media'],
  [named('Movie'), 'media'],
  [named('Sound'), 'media'],
  [named('RichMediaExecute'), 'media'],
])

// Annotations that play or show what is no page.
const ANNOTATIONS = new Map<PDFName, PdfActivity>([
  [named('FileAttachment'), 'files'],
  [named('RichMedia'), 'media'],
  [named('Movie'), 'media'],
  [named('Sound'), 'media'],
  [named('Screen'), 'media'],
  [named('3D'), 'media'],
])

/**
 * The first thing in a PDF that acts or that is no page: a script, a file inside, a program
 * started or a form sent, something that plays. Only what the catalogue leads to counts: what an
 * earlier version of the file held, and no reader shows, does not. Undefined for a file of pages.
 */
export function activityOf({ context, catalog }: PdfFile): PdfActivity | undefined {
  const seen = new Set<PDFObject>()
  const waiting: PDFObject[] = [catalog]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const value = next instanceof PDFRef ? context.lookup(next) : next
    if (value === undefined || seen.has(value)) continue
    if (value instanceof PDFArray) {
      seen.add(value)
      waiting.push(...value.asArray())
    }
    const dict =
      value instanceof PDFDict ? value : value instanceof PDFRawStream ? value.dict : undefined
    if (!dict) continue
    seen.add(value)
    const found = activityIn(dict)
    if (found) return found
    for (const [, part] of dict.entries())
      if (part instanceof PDFRef || part instanceof PDFDict || part instanceof PDFArray)
        waiting.push(part)
  }
  return undefined

  function activityIn(dict: PDFDict): PdfActivity | undefined {
    const nameUnder = (key: string) => {
      const value = context.lookup(dict.get(named(key)))
      return value instanceof PDFName ? value : undefined
    }
    if (dict.has(named('JS')) || dict.has(named('XFA'))) return 'script'
    if (dict.has(named('EF')) || dict.has(named('EmbeddedFiles'))) return 'files'
    if (nameUnder('Type') === named('EmbeddedFile')) return 'files'
    const subtype = nameUnder('Subtype')
    if (dict.has(named('Rect')) && subtype && ANNOTATIONS.has(subtype))
      return ANNOTATIONS.get(subtype)
    // A piece of the structure has its role under the same key: K is what tells them apart.
    const action = dict.has(named('K')) ? undefined : nameUnder('S')
    return action && ACTIONS.get(action)
  }
}
