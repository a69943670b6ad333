import {
  type PDFContext,
  PDFDict,
  type PDFHexString,
  PDFName,
  PDFNull,
  PDFNumber,
  type PDFObject,
  type PDFRef,
} from '@cantoo/pdf-lib'
import type { Bookmark, CopiedPart } from './part-copier.ts'
import { lookupDict } from './pdf-file.ts'
import { textObject } from './pdf-writer.ts'

const N = (name: string): PDFName => PDFName.of(name)

/** The top of a page, at whatever size the reader has chosen. */
export const topOf = (into: PDFContext, page: PDFObject): PDFObject =>
  into.obj([page, N('XYZ'), PDFNull, PDFNull, PDFNull])

/** The tree of pages: one node for each part, so that a page is found in two steps. */
export function pageTreeOf(into: PDFContext, parts: readonly CopiedPart[]): PDFRef {
  const root = into.nextRef()
  let count = 0
  const kids = parts.map(part => {
    const node = into.register(
      into.obj({ Type: 'Pages', Parent: root, Kids: [...part.pages], Count: part.pages.length }),
    )
    for (const page of part.pageDicts) page.set(N('Parent'), node)
    count += part.pages.length
    return node
  })
  into.assign(root, into.obj({ Type: 'Pages', Kids: kids, Count: count }))
  return root
}

/**
 * The structure tree of the whole: one Document with each tagged part below it, and
 * the parts' parent trees, ids, roles and classes side by side. None when no part
 * has tags.
 */
export function structureOf(
  into: PDFContext,
  documentElement: PDFRef,
  parts: readonly CopiedPart[],
  roles: ReadonlyMap<string, string>,
): PDFRef | undefined {
  const tops = parts.flatMap(part => (part.structure ? [part.structure] : []))
  if (tops.length === 0) return undefined
  const root = into.nextRef()
  into.assign(documentElement, into.obj({ Type: 'StructElem', S: 'Document', P: root, K: tops }))
  const byKey = [...parts].sort((a, b) => (a.parentTree[0]?.[0] ?? 0) - (b.parentTree[0]?.[0] ?? 0))
  const keys = byKey.flatMap(part => {
    const sorted = [...part.parentTree].sort(([a], [b]) => a - b)
    const [first, last] = [sorted[0]?.[0], sorted.at(-1)?.[0]]
    if (first === undefined || last === undefined) return []
    const nums = sorted.flatMap(([key, value]) => [PDFNumber.of(key), value])
    return [into.register(into.obj({ Limits: [first, last], Nums: nums }))]
  })
  const tree = into.obj({
    Type: 'StructTreeRoot',
    K: [documentElement],
    ParentTree: into.register(into.obj({ Kids: keys })),
    ParentTreeNextKey: Math.max(0, ...parts.map(part => part.nextParentKey)),
  })
  const roleMap = PDFDict.withContext(into)
  for (const [type, role] of roles) roleMap.set(N(type), N(role))
  if (roles.size > 0) tree.set(N('RoleMap'), roleMap)
  const classes = parts.flatMap(part => part.classes)
  if (classes.length > 0) {
    const classMap = PDFDict.withContext(into)
    for (const [name, value] of classes) classMap.set(N(name), value)
    tree.set(N('ClassMap'), classMap)
  }
  const ids = parts.flatMap(part => leafOf(into, part.ids))
  if (ids.length > 0) tree.set(N('IDTree'), into.obj({ Kids: ids }))
  const namespaces = parts.flatMap(part => part.namespaces)
  if (namespaces.length > 0) tree.set(N('Namespaces'), into.obj(namespaces))
  into.assign(root, tree)
  return root
}

/**
 * One leaf of a name tree. The parts' prefixes ascend, so the leaves of the parts in
 * order make a sorted tree.
 */
export function leafOf(
  into: PDFContext,
  names: readonly (readonly [PDFHexString, PDFObject])[],
): PDFRef[] {
  // Hexadecimal of one case sorts as the bytes do.
  const sorted = [...names].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1))
  const [first, last] = [sorted[0]?.[0], sorted.at(-1)?.[0]]
  if (!first || !last) return []
  return [into.register(into.obj({ Limits: [first, last], Names: sorted.flat() }))]
}

/** The outline: the parts are seen at once, what lies below them when it is opened. */
export function outlineOf(into: PDFContext, bookmarks: readonly Bookmark[]): PDFRef | undefined {
  if (bookmarks.length === 0) return undefined
  const root = into.nextRef()
  const hang = (parent: PDFRef, below: readonly Bookmark[]): PDFDict => {
    const refs = below.map(() => into.nextRef())
    for (const [at, bookmark] of below.entries()) {
      const ref = refs[at]
      if (!ref) continue
      const item = bookmark.children.length > 0 ? hang(ref, bookmark.children) : into.obj({})
      // A negative count: closed, with this many straight below it.
      if (bookmark.children.length > 0)
        item.set(N('Count'), PDFNumber.of(-bookmark.children.length))
      item.set(N('Title'), textObject(bookmark.title))
      item.set(N('Parent'), parent)
      const [before, after] = [refs[at - 1], refs[at + 1]]
      if (before) item.set(N('Prev'), before)
      if (after) item.set(N('Next'), after)
      if (bookmark.dest) item.set(N('Dest'), bookmark.dest)
      into.assign(ref, item)
    }
    const node = into.obj({ Count: below.length })
    const [first, last] = [refs[0], refs.at(-1)]
    if (first && last) {
      node.set(N('First'), first)
      node.set(N('Last'), last)
    }
    return node
  }
  const tree = hang(root, bookmarks)
  tree.set(N('Type'), N('Outlines'))
  into.assign(root, tree)
  return root
}

/** The form of the whole, where parts have fields; resources of one name are the first part's. */
export function formOf(into: PDFContext, parts: readonly CopiedPart[]): PDFDict | undefined {
  const fields = parts.flatMap(part => (part.fields ? [part.fields] : []))
  if (fields.length === 0) return undefined
  const resources = PDFDict.withContext(into)
  for (const part of parts) {
    for (const [kind, value] of part.fieldResources?.entries() ?? []) {
      const mine = lookupDict(into, resources.get(kind))
      const theirs = lookupDict(into, value)
      if (!mine || !theirs) resources.set(kind, resources.get(kind) ?? value)
      else {
        for (const [name, each] of theirs.entries()) if (!mine.get(name)) mine.set(name, each)
      }
    }
  }
  return into.obj({ Fields: fields, DR: resources })
}

/** The XMP packet (ISO 16684-1) with the title, language and, if it is claimed, PDF/UA-1. */
export function xmpPacket(of: {
  title: string
  language: string
  madeAt: Date
  claimsUa: boolean
}): string {
  const at = of.madeAt.toISOString().replace(/\.\d+Z$/, 'Z')
  const ua = of.claimsUa ? '\n   <pdfuaid:part>1</pdfuaid:part>' : ''
  return `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
    xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
   <dc:format>application/pdf</dc:format>
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">${xml(of.title)}</rdf:li></rdf:Alt></dc:title>
   <dc:language><rdf:Bag><rdf:li>${xml(of.language)}</rdf:li></rdf:Bag></dc:language>
   <pdf:Producer>Goldthread</pdf:Producer>
   <xmp:CreateDate>${at}</xmp:CreateDate>
   <xmp:ModifyDate>${at}</xmp:ModifyDate>${ua}
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>`
}

const xml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
