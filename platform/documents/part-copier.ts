import {
  PDFArray,
  type PDFContext,
  PDFDict,
  PDFHexString,
  PDFInvalidObject,
  PDFName,
  PDFNull,
  PDFNumber,
  type PDFObject,
  PDFRawStream,
  PDFRef,
  PDFStream,
  PDFString,
} from '@cantoo/pdf-lib'
import {
  kidsOf,
  languageOf,
  lookupArray,
  lookupDict,
  lookupNumber,
  nameOf,
  type PdfFile,
  structureRoot,
  textOf,
  treeEntries,
} from './pdf-file.ts'
import { textObject } from './pdf-writer.ts'

/** A bookmark of the finished file: words, where it leads, and those below it. */
export type Bookmark = {
  readonly title: string
  readonly dest: PDFObject | undefined
  readonly children: readonly Bookmark[]
}

/** A link to another part, found in a part: its annotation in the finished file, and the part's key. */
type PartLink = { readonly annotation: PDFDict; readonly key: string }

/** What one part brought into the finished file. */
export type CopiedPart = {
  readonly pages: readonly PDFRef[]
  readonly pageDicts: readonly PDFDict[]
  /** Where its tags hang: an element of type Part; none where it has no tags. */
  readonly structure: PDFRef | undefined
  readonly parentTree: readonly [number, PDFObject][]
  readonly nextParentKey: number
  readonly ids: readonly [PDFHexString, PDFObject][]
  readonly roles: ReadonlyMap<string, string>
  readonly classes: readonly [string, PDFObject][]
  readonly namespaces: readonly PDFObject[]
  readonly dests: readonly [PDFHexString, PDFObject][]
  readonly bookmarks: readonly Bookmark[]
  readonly links: readonly PartLink[]
  readonly fields: PDFRef | undefined
  readonly fieldResources: PDFDict | undefined
  readonly layers: readonly PDFObject[]
  readonly layersOff: readonly PDFObject[]
}

/** What the finished file knows before a part is copied into it. */
type PartPlace = {
  /** Unlike any other part's: it keeps ids, class names and destinations apart. */
  readonly prefix: string
  readonly title: string
  /** Free to use in the parent tree, and every number after it. */
  readonly firstParentKey: number
  /** Parent of the part's tags. */
  readonly structureParent: PDFRef
  readonly language: string
}

const N = (name: string): PDFName => PDFName.of(name)
const TYPE = N('Type')
const S = N('S')
const P = N('P')
const A = N('A')
const D = N('D')
const DEST = N('Dest')
const PARENT = N('Parent')
const STRUCT_PARENT = N('StructParent')
const STRUCT_PARENTS = N('StructParents')
const SUBTYPE = N('Subtype')
const STRUCT_ELEM = N('StructElem')
const GO_TO = N('GoTo')
const HEADERS = N('Headers')
const ID = N('ID')
const CLASS = N('C')
// A page that is in no page tree, the tree itself and the catalogue stay behind.
const STAYS_BEHIND: ReadonlySet<PDFObject | undefined> = new Set(
  ['Page', 'Pages', 'Catalog'].map(N),
)

// A pack is paper: it runs nothing, starts nothing and sends nothing.
const ACTIVE = new Set(['JavaScript', 'Launch', 'ImportData', 'SubmitForm', 'Rendition'])
// Left behind: what acts by itself, and what ties a page to a tree that is rebuilt.
const NOT_COPIED_FROM_PAGES = new Set(['Parent', 'AA', 'B', 'PieceInfo', 'Thumb', 'DPart'].map(N))
const ADDITIONAL_ACTIONS = N('AA')
const MOST_BOOKMARKS = 5000

// ISO 32000-1, 14.8.4. A role map may not give these another meaning for the other parts.
const STANDARD_TYPES = new Set(
  (
    'Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 ' +
    'H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry ' +
    'Code Link Annot Ruby Warichu RB RT RP WT WP Figure Formula Form'
  ).split(' '),
)

/**
 * Copies what a part's pages reach (contents, fonts, tags, links, destinations,
 * bookmarks, fields, layers) into the context of the finished file, giving every
 * object a new number and every clashing name a new one. Walks a list, not the
 * call stack, so that a long chain of objects cannot overflow it.
 */
export function copyPart(
  part: PdfFile,
  into: PDFContext,
  place: PartPlace,
  rolesSoFar: ReadonlyMap<string, string>,
): CopiedPart {
  const { context, catalog } = part
  const root = structureRoot(part)
  const numbers = new Map<string, PDFObject>()
  const waiting: { from: PDFObject; to: PDFRef }[] = []
  const links: PartLink[] = []

  const pages = part.pages.map(page => {
    const to = into.nextRef()
    numbers.set(page.ref.tag, to)
    return to
  })

  // ---- tags: what must be known before the first element is copied ---------------------------
  const parentTree = treeEntries(context, root?.get(N('ParentTree')), 'Nums').flatMap(
    ([key, value]): [number, PDFObject][] =>
      key instanceof PDFNumber ? [[key.asNumber(), value]] : [],
  )
  const parentKeys = new Set(parentTree.map(([key]) => key))
  const { roles, renamed } = rolesOf(context, root, place.prefix, rolesSoFar)
  const classMap = lookupDict(context, root?.get(N('ClassMap')))

  const prefixed = (value: PDFObject | undefined): PDFHexString | undefined => {
    const bytes =
      value instanceof PDFString || value instanceof PDFHexString
        ? Buffer.from(value.asBytes())
        : value instanceof PDFName
          ? Buffer.from(value.decodeText())
          : undefined
    return bytes && PDFHexString.fromBytes(Buffer.concat([Buffer.from(place.prefix), bytes]))
  }

  const copyRef = (ref: PDFRef): PDFObject => {
    const known = numbers.get(ref.tag)
    if (known) return known
    const from = context.lookup(ref)
    const stays = from instanceof PDFDict && STAYS_BEHIND.has(from.get(TYPE))
    if (!from || from === PDFNull || from instanceof PDFInvalidObject || stays) {
      numbers.set(ref.tag, PDFNull)
      return PDFNull
    }
    const to = into.nextRef()
    numbers.set(ref.tag, to)
    waiting.push({ from, to })
    return to
  }

  const copy = (value: PDFObject): PDFObject => {
    if (value instanceof PDFRef) return copyRef(value)
    if (value instanceof PDFDict) return copyDict(value)
    if (value instanceof PDFArray) {
      const array = PDFArray.withContext(into)
      for (let at = 0; at < value.size(); at++) array.push(copy(value.get(at)))
      return array
    }
    if (value instanceof PDFRawStream) return PDFRawStream.of(copyDict(value.dict), value.contents)
    if (value instanceof PDFStream || value instanceof PDFInvalidObject) return PDFNull
    if (part.wasEncrypted && value instanceof PDFString) return written(value)
    return value
  }

  const copyDict = (from: PDFDict): PDFDict => {
    const to = PDFDict.withContext(into)
    const entries = from.entries()
    const type = from.get(S)
    const isElement =
      type instanceof PDFName &&
      from.get(SUBTYPE) === undefined &&
      (from.get(TYPE) === STRUCT_ELEM || from.get(P) !== undefined)
    const isGoTo = !isElement && type === GO_TO
    for (const [key, value] of entries) {
      if (key === ADDITIONAL_ACTIONS) continue
      if (key === STRUCT_PARENT || key === STRUCT_PARENTS) {
        const number = lookupNumber(context, value)
        if (number !== undefined && parentKeys.has(number)) {
          to.set(key, PDFNumber.of(number + place.firstParentKey))
        }
      } else if (isElement) copyElementEntry(to, key, value)
      else if ((key === D && isGoTo) || key === DEST) to.set(key, destination(value))
      else if (key === A && from.get(SUBTYPE) !== undefined) copyAction(to, value)
      else if (key === HEADERS) to.set(key, prefixedAll(value))
      else to.set(key, copy(value))
    }
    return to
  }

  const copyElementEntry = (to: PDFDict, key: PDFName, value: PDFObject) => {
    if (key === S && value instanceof PDFName) {
      const other = renamed.size === 0 ? undefined : renamed.get(value.decodeText())
      to.set(key, other === undefined ? value : N(other))
    } else if (key === ID) {
      const id = prefixed(context.lookup(value))
      if (id) to.set(key, id)
    } else if (key === CLASS && classMap) to.set(key, prefixedClasses(context.lookup(value)))
    else to.set(key, copy(value))
  }

  const prefixedClasses = (value: PDFObject | undefined): PDFObject => {
    if (value instanceof PDFName) return N(`${place.prefix}-${value.decodeText()}`)
    if (!(value instanceof PDFArray)) return PDFNull
    return into.obj(
      value
        .asArray()
        .map(each =>
          each instanceof PDFName ? N(`${place.prefix}-${each.decodeText()}`) : copy(each),
        ),
    )
  }

  const prefixedAll = (value: PDFObject): PDFObject => {
    const list = context.lookup(value)
    if (!(list instanceof PDFArray)) return copy(value)
    return into.obj(list.asArray().map(each => prefixed(context.lookup(each)) ?? copy(each)))
  }

  const copyAction = (to: PDFDict, value: PDFObject) => {
    const action = lookupDict(context, value)
    const kind = action && nameOf(context, action.get(S))
    if (kind !== undefined && ACTIVE.has(kind)) return
    const uri = kind === 'URI' ? textOf(context, action?.get(N('URI'))) : undefined
    if (uri?.startsWith('part:')) links.push({ annotation: to, key: uri.slice('part:'.length) })
    to.set(A, copy(value))
  }

  /** A destination: a name is kept apart from other parts' names; a page number becomes the page. */
  const destination = (value: PDFObject): PDFObject => {
    const found = context.lookup(value)
    const named = prefixed(found)
    if (named) return named
    if (found instanceof PDFArray) {
      const first = found.size() > 0 ? context.lookup(found.get(0)) : undefined
      const array = copy(found)
      if (first instanceof PDFNumber && array instanceof PDFArray) {
        array.set(0, pages[first.asNumber()] ?? PDFNull)
      }
      return array
    }
    if (found instanceof PDFDict) {
      const inner = found.get(D)
      return inner ? destination(inner) : PDFNull
    }
    return PDFNull
  }

  const drain = () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) into.assign(next.to, copy(next.from))
  }

  // ---- tags: the part's own root becomes an element of type Part ------------------------------
  let structure: PDFRef | undefined
  if (root) {
    structure = into.nextRef()
    const rootRef = catalog.get(N('StructTreeRoot'))
    if (rootRef instanceof PDFRef) numbers.set(rootRef.tag, structure)
    const kids = kidsOf(context, root)
    const only = kids.length === 1 ? kids[0] : undefined
    const document = lookupDict(context, only)
    // One Document below the root is the part itself: it needs no second wrapping.
    const isWhole =
      document !== undefined && nameOf(context, document.get(S)) === 'Document' && only
    if (isWhole instanceof PDFRef) numbers.set(isWhole.tag, structure)
    const element =
      isWhole && document
        ? copyDict(document)
        : into.obj({ K: into.obj(kids.map(kid => copy(kid))) })
    element.set(TYPE, STRUCT_ELEM)
    element.set(S, N('Part'))
    element.set(P, place.structureParent)
    element.set(N('T'), textObject(place.title))
    const language = languageOf(part)
    if (language !== undefined && language !== place.language && !element.get(N('Lang'))) {
      element.set(N('Lang'), PDFString.of(language))
    }
    into.assign(structure, element)
  }

  // ---- pages ---------------------------------------------------------------------------------
  const pageDicts = part.pages.map((page, at) => {
    const to = PDFDict.withContext(into)
    const source = PDFDict.withContext(context)
    for (const [key, value] of [...page.inherited, ...page.dict.entries()]) {
      if (!NOT_COPIED_FROM_PAGES.has(key)) source.set(key, value)
    }
    for (const [key, value] of copyDict(source).entries()) to.set(key, value)
    to.set(TYPE, N('Page'))
    const ref = pages[at]
    if (ref) into.assign(ref, to)
    return to
  })
  drain()

  const parentEntries = parentTree.map(([key, value]): [number, PDFObject] => [
    key + place.firstParentKey,
    copy(value),
  ])
  const ids = treeEntries(context, root?.get(N('IDTree')), 'Names').flatMap(
    ([key, value]): [PDFHexString, PDFObject][] => {
      const id = prefixed(key)
      return id ? [[id, copy(value)]] : []
    },
  )
  const classes = (classMap?.entries() ?? []).map(([key, value]): [string, PDFObject] => [
    `${place.prefix}-${key.decodeText()}`,
    copy(value),
  ])
  const namespaces = (lookupArray(context, root?.get(N('Namespaces')))?.asArray() ?? []).map(copy)

  // ---- destinations and bookmarks ------------------------------------------------------------
  const oldDests = lookupDict(context, catalog.get(N('Dests')))?.entries() ?? []
  const names = lookupDict(context, catalog.get(N('Names')))
  const named = [...oldDests, ...treeEntries(context, names?.get(N('Dests')), 'Names')]
  const destByName = new Map<string, PDFObject>()
  const dests: [PDFHexString, PDFObject][] = []
  for (const [key, value] of named) {
    const name = prefixed(key)
    if (!name) continue
    const where = destination(value)
    destByName.set(String(name), where)
    dests.push([name, where])
  }
  const bookmarks = bookmarksOf(part, value => {
    const where = destination(value)
    return where instanceof PDFHexString ? destByName.get(String(where)) : where
  })

  // ---- fields and layers ---------------------------------------------------------------------
  const form = lookupDict(context, catalog.get(N('AcroForm')))
  const roots = lookupArray(context, form?.get(N('Fields')))?.asArray() ?? []
  let fields: PDFRef | undefined
  const fieldRefs = roots.map(copy).filter(ref => ref instanceof PDFRef)
  drain()
  if (fieldRefs.length > 0) {
    // Fields of two parts may bear one name; below a parent of their own they stay two fields.
    const parent = into.obj({
      T: PDFString.of(place.prefix),
      Kids: into.obj(fieldRefs),
      ...(form?.get(N('DA')) ? { DA: copy(form.get(N('DA')) ?? PDFNull) } : {}),
    })
    fields = into.register(parent)
    for (const ref of fieldRefs) lookupDict(into, ref)?.set(PARENT, fields)
  }
  const formResources = fields && lookupDict(context, form?.get(N('DR')))
  const layers = lookupDict(context, catalog.get(N('OCProperties')))
  const layerDefaults = lookupDict(context, layers?.get(D))
  const copied: CopiedPart = {
    pages,
    pageDicts,
    structure,
    parentTree: parentEntries,
    nextParentKey: parentTree.reduce(
      (next, [key]) => Math.max(next, place.firstParentKey + key + 1),
      place.firstParentKey,
    ),
    ids,
    roles,
    classes,
    namespaces,
    dests,
    bookmarks,
    links,
    fields,
    fieldResources: formResources && copyDict(formResources),
    layers: (lookupArray(context, layers?.get(N('OCGs')))?.asArray() ?? []).map(copy),
    layersOff: (lookupArray(context, layerDefaults?.get(N('OFF')))?.asArray() ?? []).map(copy),
  }
  drain()
  return copied
}

/** The part's role map, with the names changed that another part uses otherwise. */
function rolesOf(
  context: PDFContext,
  root: PDFDict | undefined,
  prefix: string,
  soFar: ReadonlyMap<string, string>,
): { roles: Map<string, string>; renamed: Map<string, string> } {
  const map = lookupDict(context, root?.get(N('RoleMap')))
  const given = (map?.entries() ?? []).flatMap(([key, value]): [string, string][] => {
    const role = nameOf(context, value)
    return role === undefined ? [] : [[key.decodeText(), role]]
  })
  const renamed = new Map<string, string>()
  for (const [type, role] of given) {
    if (type === role) continue
    const clash = soFar.get(type)
    if (STANDARD_TYPES.has(type) || (clash !== undefined && clash !== role)) {
      renamed.set(type, `${prefix}-${type}`)
    }
  }
  const roles = new Map<string, string>()
  for (const [type, role] of given) {
    if (type !== role) roles.set(renamed.get(type) ?? type, renamed.get(role) ?? role)
  }
  return { roles, renamed }
}

function bookmarksOf(
  { context, catalog }: PdfFile,
  resolve: (dest: PDFObject) => PDFObject | undefined,
): Bookmark[] {
  const seen = new Set<PDFDict>()
  const below = (parent: PDFDict | undefined, depth: number): Bookmark[] => {
    const found: Bookmark[] = []
    let item = lookupDict(context, parent?.get(N('First')))
    while (item && !seen.has(item) && seen.size < MOST_BOOKMARKS && depth < 16) {
      seen.add(item)
      const action = lookupDict(context, item.get(A))
      const jump = nameOf(context, action?.get(S)) === 'GoTo' ? action?.get(D) : undefined
      const dest = item.get(DEST) ?? jump
      found.push({
        title: textOf(context, item.get(N('Title'))) ?? '',
        dest: dest && resolve(dest),
        children: below(item, depth + 1),
      })
      item = lookupDict(context, item.get(N('Next')))
    }
    return found
  }
  return below(lookupDict(context, catalog.get(N('Outlines'))), 0)
}

/**
 * A string of a file that was encrypted, fit to be written again. Once decrypted,
 * the reader holds it as plain bytes, where a bracket would end it too soon; those
 * from an object stream are still escaped, and are recognised by being well formed.
 */
function written(value: PDFString): PDFObject {
  const raw = value.asString()
  if (!/[()\\\r]/.test(raw)) return value
  const bare = raw.replaceAll(/\\(?:[nrtbf()\\]|[0-7]{1,3}|\r?\n)/g, '')
  const wellFormed = raw.includes('\\') && !/[()\\\r]/.test(bare)
  return wellFormed ? value : PDFHexString.of(Buffer.from(raw, 'latin1').toString('hex'))
}
