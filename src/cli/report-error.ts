import { SearchServiceError, type ErrorCode } from '../search-service-error.js';
import { CHINESE_MESSAGES } from './chinese-messages.js';
import { oneLine } from './terminal.js';

/** Exit codes of every command. */
export const EXIT = { ok: 0, failed: 1, usage: 2 } as const;

/** The stable code of a fault; what nobody raised on purpose is INTERNAL. */
export function codeOf(error: unknown): ErrorCode {
  return error instanceof SearchServiceError ? error.code : 'INTERNAL';
}

/** What is wrong, where, and what to do, on one line. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/\s*\n\s*/g, ' ');
}

/** A fault as people read it: one line in English, one in Chinese. */
export function describeError(error: unknown): string {
  const code = codeOf(error);
  return `xunbao: ${code}: ${reasonOf(error)}\n寻报：${CHINESE_MESSAGES[code]}\n`;
}

/** A wrong way of calling is exit code 2, everything else 1. */
export function exitCodeOf(error: unknown): number {
  return codeOf(error) === 'PARAMETER_INVALID' ? EXIT.usage : EXIT.failed;
}

/** A fault of one of several files. */
export function describeFileError(file: string, error: unknown): string {
  const reason = reasonOf(error);
  const where = reason.includes(file) ? '' : `${file}: `;
  const code = codeOf(error);
  return `xunbao: ${code}: ${oneLine(where)}${reason}\n寻报：${CHINESE_MESSAGES[code]}\n`;
}
