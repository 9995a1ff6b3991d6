import { z } from 'zod'
import { api } from './api.ts'
import type { Endpoint } from './endpoint.ts'
import { errorCatalogue } from './errors.ts'
import { feedEventSchemas } from './feed/feed.ts'
import { problemSchema } from './problem.ts'

type Json = Record<string, unknown>

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io, target: 'draft-2020-12', unrepresentable: 'any' }) as Json
  return rest
}

function parameters(schema: z.ZodType | undefined, place: 'path' | 'query'): Json[] {
  if (!schema) return []
  const object = jsonSchema(schema, 'input') as { properties?: Record<string, Json>; required?: string[] }
  return Object.entries(object.properties ?? {}).map(([name, propertySchema]) => ({
    name,
    in: place,
    required: place === 'path' || (object.required ?? []).includes(name),
    schema: propertySchema,
  }))
}

function refusalResponses(endpoint: Endpoint): Json {
  const codes = [
    'bad-request',
    'too-many-requests',
    'database-unavailable',
    ...endpoint.refusals,
  ] as (keyof typeof errorCatalogue)[]
  if (endpoint.permission !== 'public') codes.push('not-signed-in', 'forbidden')
  const byStatus = Map.groupBy(new Set(codes), (code) => errorCatalogue[code].status)
  return Object.fromEntries(
    [...byStatus].map(([status, group]) => [
      String(status),
      {
        description: group.join(', '),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  )
}

const bytes = { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } }

function answerContent(name: string, endpoint: Endpoint): Json {
  if (endpoint.givesBytes) return bytes
  const type = name === 'openFeed' ? 'text/event-stream' : 'application/json'
  return { [type]: { schema: jsonSchema(endpoint.response, 'output') } }
}

function operation(name: string, endpoint: Endpoint): Json {
  return {
    operationId: name,
    summary: endpoint.summary,
    'x-permission': endpoint.permission,
    security: endpoint.permission === 'public' ? [] : [{ session: [] }],
    parameters: [...parameters(endpoint.params, 'path'), ...parameters(endpoint.query, 'query')],
    ...(endpoint.takesBytes && { requestBody: { required: true, content: bytes } }),
    ...(endpoint.body && {
      requestBody: { required: true, content: { 'application/json': { schema: jsonSchema(endpoint.body, 'input') } } },
    }),
    responses: {
      '200': { description: 'Done', content: answerContent(name, endpoint) },
      ...refusalResponses(endpoint),
    },
  }
}

/** The OpenAPI 3.1 description of the whole interface, made from the contract. */
export function openApi(version: string): Json {
  const paths: Record<string, Json> = {}
  for (const [name, endpoint] of Object.entries(api) as [string, Endpoint][]) {
    const path = endpoint.path.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(name, endpoint) }
  }
  const feed = Object.entries(feedEventSchemas).map(([name, schema]) => [`FeedEvent_${name}`, jsonSchema(schema, 'output')])
  return {
    openapi: '3.1.1',
    info: { title: 'Bilezik', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    paths,
    components: {
      schemas: { Problem: jsonSchema(problemSchema, 'output'), ...Object.fromEntries(feed) },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'bilezik_session' } },
    },
  }
}
