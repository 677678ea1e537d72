/** The schema that checks a call's parameters -> their description. */
import { z } from 'zod';

import { single, urlValues } from '../parameters.js';

/** A JSON Schema, or a part of one. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** A parameter of the URL or its path. */
export interface Parameter {
  readonly name: string;
  readonly in: 'query' | 'path' | 'header';
  readonly required: boolean;
  readonly description?: string;
  readonly schema: JsonSchema;
}

/** Every parameter of a strict object of parameters; `descriptions` says in words what each means. */
export function queryParameters(schema: z.ZodObject, descriptions: Readonly<Record<string, string>>): readonly Parameter[] {
  return Object.entries(schema.shape).map(([name, value]) => {
    const description = descriptions[name];
    return {
      name,
      in: 'query',
      required: false,
      ...(description !== undefined && { description }),
      schema: valueSchema(value as z.ZodType),
    };
  });
}

/** JSON Schema of what stands in the URL. A value that may be repeated is an array (`form`, exploded, as is the default). */
function valueSchema(schema: z.ZodType): JsonSchema {
  if (schema instanceof z.ZodDefault) return withDefault(valueSchema(schema.def.innerType as z.ZodType), schema.def.defaultValue);
  if (schema instanceof z.ZodExactOptional || schema instanceof z.ZodOptional) return valueSchema(schema.def.innerType as z.ZodType);
  const known = urlValues.get(schema);
  if (known !== undefined) return known.schema;
  // `single` only takes the one value out; what checks it stands behind.
  if (schema instanceof z.ZodPipe && schema.def.in === single) return jsonSchemaOf(schema.def.out as z.ZodType, 'input');
  return jsonSchemaOf(schema, 'input');
}

function withDefault(schema: JsonSchema, value: unknown): JsonSchema {
  if (typeof value === 'boolean') return { ...schema, default: value ? '1' : '0' };
  return Array.isArray(value) || value === '' ? schema : { ...schema, default: value };
}

/** A schema as JSON Schema 2020-12, as OpenAPI 3.1 takes it. What only code can check is left out. */
export function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const written = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      evenTuple(jsonSchema);
    },
  });
  return Object.fromEntries(Object.entries(written).filter(([keyword]) => keyword !== '$schema'));
}

/** A tuple of one kind is a list of that length: makers of clients refuse `items: false`, or take each place for a kind of its own. */
function evenTuple(schema: { prefixItems?: unknown; items?: unknown; minItems?: number; maxItems?: number }): void {
  const places = schema.prefixItems as readonly unknown[] | undefined;
  if (places === undefined || new Set(places.map((place) => JSON.stringify(place))).size !== 1) return;
  delete schema.prefixItems;
  schema.items = places[0];
  schema.minItems = places.length;
  schema.maxItems = places.length;
}

/** Schemas as they stand in the description, each below its name: a recursive one points into its own document. */
export function localRefs(schemas: Readonly<Record<string, JsonSchema>>): Record<string, JsonSchema> {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [
      name,
      JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', `"$ref":"#/components/schemas/${name}/`)) as JsonSchema,
    ]),
  );
}
