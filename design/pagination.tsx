import { Pagination as NhsPagination } from 'nhsuk-react-components'
import { linkTo } from './given.ts'

/** First, last, this one and its neighbours; 0 stands where some are left out. */
function pagesShown(page: number, pages: number): readonly number[] {
  const near = [1, page - 1, page, page + 1, pages].filter(at => at >= 1 && at <= pages)
  const kept = [...new Set(near)].toSorted((one, other) => one - other)
  return kept.flatMap((at, place) => {
    const before = kept[place - 1] ?? at - 1
    if (at - before === 2) return [at - 1, at]
    return at - before > 2 ? [0, at] : [at]
  })
}

/** Numbered pages from 1; nothing where there is only one. */
export function Pagination({
  page,
  pages,
  hrefOf,
}: {
  page: number
  pages: number
  hrefOf: (page: number) => string
}) {
  if (pages <= 1) return null
  return (
    <NhsPagination>
      {page > 1 ? <NhsPagination.Link previous {...linkTo(hrefOf(page - 1))} /> : null}
      {pagesShown(page, pages).map((at, place) =>
        at === 0 ? (
          // There are at most two gaps: one before this page, one after.
          <NhsPagination.Item key={place === 1 ? 'gap before' : 'gap after'} ellipsis />
        ) : (
          <NhsPagination.Item
            key={at}
            number={at}
            current={at === page}
            {...linkTo(hrefOf(at))}
            {...(at === page ? { 'aria-current': 'page' as const } : {})}
          />
        ),
      )}
      {page < pages ? <NhsPagination.Link next {...linkTo(hrefOf(page + 1))} /> : null}
    </NhsPagination>
  )
}

type Neighbour = { readonly text: string; readonly href: string }

/** The thing before and the thing after: the last meeting, the next. */
export function PreviousNext({ previous, next }: { previous?: Neighbour; next?: Neighbour }) {
  if (!previous && !next) return null
  return (
    <NhsPagination aria-label="Before and after">
      {previous ? (
        <NhsPagination.Item previous labelText={previous.text} {...linkTo(previous.href)} />
      ) : null}
      {next ? <NhsPagination.Item next labelText={next.text} {...linkTo(next.href)} /> : null}
    </NhsPagination>
  )
}
