/** Ties the schema of an answer to its type, when it is compiled: a field of one that the other lacks does not compile. */
import type { z } from 'zod';

/** The fields of a type, however deep, without what stands in them. */
type Fields<T> = T extends readonly (infer Item)[]
  ? { readonly item: Fields<Item> }
  : T extends object
    ? { readonly [Name in keyof T]-?: Fields<NonNullable<T[Name]>> }
    : 0;

type Same<A, B> = [A, B] extends [B, A] ? unknown : { readonly theFieldsOfSchemaAndTypeDiffer: never };

/** `answerOf<View>()(schema)` is the schema; compiles only where both have the same fields. */
export function answerOf<View>() {
  return <Schema extends z.ZodType>(schema: Schema & Same<Fields<z.output<Schema>>, Fields<View>>): Schema => schema;
}
