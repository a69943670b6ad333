import type { FormPage, Page } from './page.ts'

const parametersOf = (path: string) =>
  [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))

const template = (path: string) => path.replace(/:(\w+)/g, '{$1}')

const isVersioned = (page: Page): page is FormPage => page.kind === 'form' && page.saved !== null

/** What a change must state the version of, with that version. */
const readStored = (page: FormPage) => ({
  summary: `What is stored, and its version, for: ${page.summary}`,
  parameters: parametersOf(page.path),
  ...(page.needs === 'anyone' ? {} : { security: [{ bearer: [] }] }),
  responses: {
    200: {
      description: 'The version to state, the fields of the form, and the same in words.',
      content: {
        'application/json': {
          schema: {
            type: 'object',
            required: ['version', 'fields', 'texts'],
            properties: {
              version: { type: 'string' },
              fields: { type: 'object', additionalProperties: true },
              texts: { type: 'array', items: { type: 'object' } },
            },
          },
        },
      },
    },
    401: { $ref: '#/components/responses/Problem' },
    403: { $ref: '#/components/responses/Problem' },
    404: { $ref: '#/components/responses/Problem' },
  },
})

/** The OpenAPI 3.1 description of every public page and every form of the house. */
export function describeApi(pages: readonly Page[], url: string) {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const page of pages) {
    if (page.kind === 'public')
      paths[template(page.path)] = {
        ...paths[template(page.path)],
        get: {
          summary: page.summary,
          parameters: parametersOf(page.path),
          responses: {
            200: {
              description: page.summary,
              content: { 'application/json': { schema: page.schema } },
            },
            404: { $ref: '#/components/responses/Problem' },
          },
        },
      }
    if (page.kind === 'stream' && page.needs === 'anyone')
      paths[template(page.path)] = {
        get: {
          summary: page.summary,
          servers: [{ url }],
          parameters: parametersOf(page.path),
          responses: {
            200: {
              description: 'Server-sent events, each with the whole newest state of a page.',
              content: { 'text/event-stream': { schema: { type: 'string' } } },
            },
            404: { $ref: '#/components/responses/Problem' },
            503: { description: 'Too many streams are open.' },
          },
        },
      }
    if ((page.kind === 'form' && !page.browserOnly) || page.kind === 'act')
      paths[template(page.path)] = {
        ...paths[template(page.path)],
        ...(isVersioned(page) ? { get: readStored(page) } : {}),
        post: {
          summary: page.summary,
          parameters: parametersOf(page.path),
          ...(page.needs === 'anyone' ? {} : { security: [{ bearer: [] }] }),
          requestBody: {
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  ...(isVersioned(page)
                    ? { properties: { version: { type: 'string' } }, required: ['version'] }
                    : {}),
                  additionalProperties: true,
                },
              },
              ...(page.kind === 'form' && page.files
                ? { 'multipart/form-data': { schema: { type: 'object' } } }
                : {}),
            },
          },
          responses: {
            200: {
              description: 'Done; where to read the result.',
              content: {
                'application/json': {
                  schema: { type: 'object', properties: { location: { type: 'string' } } },
                },
              },
            },
            401: { $ref: '#/components/responses/Problem' },
            403: { $ref: '#/components/responses/Problem' },
            ...(isVersioned(page) ? { 409: { $ref: '#/components/responses/Problem' } } : {}),
            422: { $ref: '#/components/responses/Problem' },
          },
        },
      }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Goldthread',
      version: '1',
      description:
        'Each public page as JSON. Writes take a bearer token and answer application/problem+json when refused. A change of what exists already states the version that GET at the same address gives; made on an older one it is answered with 409, and with what is stored.',
      license: { name: 'Open Government Licence v3.0', identifier: 'OGL-UK-3.0' },
    },
    servers: [{ url: `${url}/api/v1` }],
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
      responses: {
        Problem: {
          description: 'Refused, with the reasons (RFC 9457).',
          content: {
            'application/problem+json': {
              schema: {
                type: 'object',
                properties: {
                  type: { type: 'string' },
                  title: { type: 'string' },
                  status: { type: 'integer' },
                  detail: { type: 'string' },
                  refusals: { type: 'array', items: { type: 'object' } },
                },
              },
            },
          },
        },
      },
    },
  }
}
