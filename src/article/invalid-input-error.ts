/** What is wrong with an input, place by place: the error of every door that checks JSON or parameters with zod. */
import type { z } from 'zod';

import { SearchServiceError, type ErrorCode } from '../search-service-error.js';

/** Faults named in one message; the rest is counted. */
const MAX_LISTED_FAULTS = 20;

/** One thing wrong with an input: where (`byline.reporters[0]`, a parameter's name) and what. */
export interface InputFault {
  readonly path: string;
  readonly message: string;
}

/** An input with one or more faults, each with its place; the message lists them all. */
export class InvalidInputError extends SearchServiceError {
  constructor(
    code: ErrorCode,
    what: string,
    readonly faults: readonly InputFault[],
  ) {
    super(code, `${what}: ${listFaults(faults)}`);
  }
}

function listFaults(faults: readonly InputFault[]): string {
  const listed = faults
    .slice(0, MAX_LISTED_FAULTS)
    .map(({ path, message }) => (path === '' ? message : `${path}: ${message}`))
    .join('; ');
  return faults.length > MAX_LISTED_FAULTS ? `${listed}; and ${faults.length - MAX_LISTED_FAULTS} more` : listed;
}

/** Faults of one input that are told, and characters of each place and message: both quote what was sent. */
const MAX_FAULTS = 100;
const MAX_FAULT_CHARACTERS = 300;

/** What zod found, with places written as `list[0].field`; the first hundred. */
export function faultsOf(error: z.ZodError): InputFault[] {
  return error.issues.slice(0, MAX_FAULTS).map(({ path, message }) => ({ path: cut(writePath(path)), message: cut(message) }));
}

function cut(text: string): string {
  return text.length <= MAX_FAULT_CHARACTERS ? text : `${text.slice(0, MAX_FAULT_CHARACTERS)}…`;
}

function writePath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((written, step) => {
    if (typeof step === 'number') {
      return `${written}[${step}]`;
    }
    return written === '' ? String(step) : `${written}.${String(step)}`;
  }, '');
}
