/** The schema of an answer has the fields of its type; the compiler holds it, and these lines hold the compiler. */
import { z } from 'zod';
import { answerOf } from '../../src/http/openapi/answer-of.js';

interface Gate {
  readonly name: string;
  readonly lamps?: readonly { readonly lit: boolean }[];
}
const lamp = z.strictObject({ lit: z.boolean() });

it('is taken as it is where both have the same fields', () => {
  const schema = z.strictObject({ name: z.string(), lamps: z.array(lamp).exactOptional() });
  expect(answerOf<Gate>()(schema)).toBe(schema);
});

it('does not compile where a field has no schema, or a schema no field, however deep', () => {
  // @ts-expect-error: lamps have no schema.
  answerOf<Gate>()(z.strictObject({ name: z.string() }));
  // @ts-expect-error: nothing is called colour.
  answerOf<Gate>()(z.strictObject({ name: z.string(), colour: z.string(), lamps: z.array(lamp).exactOptional() }));
  const other = z.strictObject({ lit: z.boolean(), height: z.number() });
  // @ts-expect-error: a lamp has no height.
  answerOf<Gate>()(z.strictObject({ name: z.string(), lamps: z.array(other).exactOptional() }));
  expect.assertions(0);
});
