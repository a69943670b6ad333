import Type from 'typebox'
import { CardList } from '../../design/card-list.tsx'
import { DataTable } from '../../design/data-table.tsx'
import { Empty } from '../../design/empty.tsx'
import { PageHeading } from '../../design/page-heading.tsx'
import { PublicPage } from '../../design/shell.tsx'
import { publicPage } from '../../platform/http/page.ts'
import { nullable } from './nullable.ts'
import { listPlaces, type Place, readPlaceBySlug } from './read-place.ts'

const itemOf = (place: Place) => ({
  id: place.id,
  title: place.name,
  href: `/places/${place.slug}`,
  ...(place.note ? { text: place.note } : {}),
})

const placeSchema = {
  slug: Type.String(),
  name: Type.String(),
  onsCode: nullable(Type.String()),
  ofTheSystem: Type.Boolean(),
  note: Type.String(),
}

const placeJson = (place: Place) => ({
  slug: place.slug,
  name: place.name,
  onsCode: place.ons_code,
  ofTheSystem: place.of_the_system,
  note: place.note,
})

const placesPage = publicPage({
  path: '/places',
  summary: 'The Places of the system.',
  schema: Type.Object({ places: Type.Array(Type.Object(placeSchema)) }),
  about: { nothing: 'It is a list: each place has its own page.' },
  read: ({ db }) => listPlaces(db),
  json: places => ({ places: places.map(placeJson) }),
  view: places => {
    const own = places.filter(place => place.of_the_system)
    const neighbours = places.filter(place => !place.of_the_system)
    return (
      <PublicPage title="Places" description="The Places of the system and who serves each.">
        <PageHeading
          title="Places"
          lede="Where people live: each Place is served by a council, hospitals and others, and meetings go round among them."
        />
        {own.length === 0 ? (
          <Empty>No Place is in the record yet.</Empty>
        ) : (
          <CardList items={own.map(itemOf)} />
        )}
        {neighbours.length === 0 ? null : (
          <>
            <h2 className="nhsuk-heading-m">Parts of neighbouring areas</h2>
            <CardList level={3} items={neighbours.map(itemOf)} />
          </>
        )}
      </PublicPage>
    )
  },
})

const placePage = publicPage({
  path: '/places/:slug',
  summary: 'One Place: the organisations that serve it and its bodies.',
  schema: Type.Object({
    ...placeSchema,
    organisations: Type.Array(
      Type.Object({ slug: Type.String(), name: Type.String(), class: Type.String() }),
    ),
    bodies: Type.Array(
      Type.Object({ slug: Type.String(), name: Type.String(), kind: Type.String() }),
    ),
  }),
  read: ({ db, params, today }) => readPlaceBySlug(db, params.slug ?? '', today),
  about: ({ place }) => [{ kind: 'place', id: place.id }],
  json: ({ place, organisations, bodies }) => ({
    ...placeJson(place),
    organisations: organisations.map(({ slug, name, class: kind }) => ({
      slug,
      name,
      class: kind,
    })),
    bodies: bodies.map(({ slug, name, kind }) => ({ slug, name, kind })),
  }),
  view: ({ place, organisations, bodies }) => (
    <PublicPage
      title={place.name}
      description={`Who serves ${place.name}, and which bodies meet for it.`}
      breadcrumbs={[{ text: 'Places', href: '/places' }]}
    >
      <PageHeading
        caption={place.of_the_system ? 'Place' : 'Part of a neighbouring area'}
        title={place.name}
        {...(place.note ? { lede: place.note } : {})}
        facts={place.ons_code ? [`ONS code ${place.ons_code}`] : []}
      />
      <DataTable
        caption="Who serves it"
        columns={[
          { heading: 'Organisation', cell: row => row.name, namesRow: true },
          { heading: 'What it is', cell: row => row.class },
        ]}
        rows={organisations}
        keyOf={row => row.id}
        empty="No organisation is recorded as serving this Place."
      />
      <h2 className="nhsuk-heading-m">Its bodies</h2>
      {bodies.length === 0 ? (
        <Empty>
          No body is for this Place alone. Those for the whole system are under{' '}
          <a href="/bodies">bodies</a>.
        </Empty>
      ) : (
        <CardList
          level={3}
          items={bodies.map(body => ({
            id: body.id,
            title: body.name,
            href: `/bodies/${body.slug}`,
            text: body.purpose,
          }))}
        />
      )}
    </PublicPage>
  ),
})

export const placePages = [placesPage, placePage]
