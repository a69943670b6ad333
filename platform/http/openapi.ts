import type { Page } from './page.ts'

const parametersOf = (path: string) =>
  [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))

const template = (path: string) => path.replace(/:(\w+)/g, '{$1}')

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
        post: {
          summary: page.summary,
          parameters: parametersOf(page.path),
          ...(page.needs === 'anyone' ? {} : { security: [{ bearer: [] }] }),
          requestBody: {
            content: {
              'application/json': { schema: { type: 'object', additionalProperties: true } },
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
        'Each public page as JSON. Writes take a bearer token and answer application/problem+json when refused.',
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
