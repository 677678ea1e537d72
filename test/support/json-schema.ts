/** A small JSON Schema checker (2020-12, what our own description uses); a keyword it does not know is a fault of the test. */

type Schema = Readonly<Record<string, unknown>> | boolean;

const SILENT = ['description', 'default', 'format', '$defs', 'id', 'title'];

/** Everything about `value` that is not as `schema` says, each with its place; `$ref`s are looked up in `root`. */
export function faultsAgainst(value: unknown, schema: Schema, root: unknown, place = '$'): string[] {
  if (typeof schema === 'boolean') return schema ? [] : [`${place}: not allowed`];
  return Object.entries(schema).flatMap(([keyword, wanted]) => {
    if (SILENT.includes(keyword)) return [];
    const check = CHECKS[keyword];
    if (check === undefined) throw new Error(`the checker does not know ${keyword}`);
    return check({ value, wanted, schema, root, place });
  });
}

interface Look {
  readonly value: unknown;
  readonly wanted: unknown;
  readonly schema: Readonly<Record<string, unknown>>;
  readonly root: unknown;
  readonly place: string;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const say = (fine: boolean, { place, wanted }: Look, what: string): string[] =>
  fine ? [] : [`${place}: ${what} ${JSON.stringify(wanted)}`];
const anyOf = (look: Look): string[] => {
  const tries = (look.wanted as Schema[]).map((one) => faultsAgainst(look.value, one, look.root, look.place));
  return tries.some((faults) => faults.length === 0) ? [] : tries.flat();
};

const CHECKS: Readonly<Record<string, (look: Look) => string[]>> = {
  $ref: ({ value, wanted, root, place }) => faultsAgainst(value, resolve(String(wanted), root), root, place),
  type: (look) =>
    say(
      [look.wanted].flat().some((type) => isOfType(look.value, String(type))),
      look,
      'is not of type',
    ),
  enum: (look) => say((look.wanted as unknown[]).includes(look.value), look, 'is none of'),
  const: (look) => say(look.value === look.wanted, look, 'is not'),
  anyOf,
  oneOf: anyOf,
  allOf: ({ value, wanted, root, place }) => (wanted as Schema[]).flatMap((one) => faultsAgainst(value, one, root, place)),
  minimum: (look) => say(typeof look.value !== 'number' || look.value >= Number(look.wanted), look, 'is below'),
  maximum: (look) => say(typeof look.value !== 'number' || look.value <= Number(look.wanted), look, 'is above'),
  minLength: (look) => say(typeof look.value !== 'string' || look.value.length >= Number(look.wanted), look, 'is shorter than'),
  maxLength: (look) => say(typeof look.value !== 'string' || [...look.value].length <= Number(look.wanted), look, 'is longer than'),
  pattern: (look) => say(typeof look.value !== 'string' || new RegExp(String(look.wanted), 'u').test(look.value), look, 'does not match'),
  minItems: (look) => say(!Array.isArray(look.value) || look.value.length >= Number(look.wanted), look, 'has fewer than'),
  maxItems: (look) => say(!Array.isArray(look.value) || look.value.length <= Number(look.wanted), look, 'has more than'),
  prefixItems: ({ value, wanted, root, place }) =>
    Array.isArray(value) ? (wanted as Schema[]).flatMap((one, at) => faultsAgainst(value[at], one, root, `${place}[${at}]`)) : [],
  items: ({ value, wanted, schema, root, place }) => {
    const first = Array.isArray(schema['prefixItems']) ? schema['prefixItems'].length : 0;
    return Array.isArray(value)
      ? value.slice(first).flatMap((item: unknown, at) => faultsAgainst(item, wanted as Schema, root, `${place}[${first + at}]`))
      : [];
  },
  required: ({ value, wanted, place }) =>
    isObject(value) ? (wanted as string[]).filter((name) => !Object.hasOwn(value, name)).map((name) => `${place}.${name}: is missing`) : [],
  properties: ({ value, wanted, root, place }) =>
    isObject(value)
      ? Object.entries(wanted as Record<string, Schema>).flatMap(([name, one]) =>
          Object.hasOwn(value, name) ? faultsAgainst(value[name], one, root, `${place}.${name}`) : [],
        )
      : [],
  additionalProperties: ({ value, wanted, schema, root, place }) => {
    const named = Object.keys((schema['properties'] as object | undefined) ?? {});
    return isObject(value)
      ? Object.keys(value)
          .filter((name) => !named.includes(name))
          .flatMap((name) => faultsAgainst(value[name], wanted as Schema, root, `${place}.${name}`))
      : [];
  },
  propertyNames: ({ value, wanted, root, place }) =>
    isObject(value) ? Object.keys(value).flatMap((name) => faultsAgainst(name, wanted as Schema, root, `${place} name`)) : [],
};

function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case 'integer':
      return Number.isInteger(value);
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isObject(value);
    case 'null':
      return value === null;
    default:
      return typeof value === type;
  }
}

function resolve(pointer: string, root: unknown): Schema {
  return pointer
    .slice(2)
    .split('/')
    .reduce<unknown>((found, step) => (found as Record<string, unknown>)[step.replaceAll('~1', '/').replaceAll('~0', '~')], root) as Schema;
}
