import path from 'node:path';
import type { FileIdentity, FileLayer, OpenFile, OpenMode } from '../../src/files/file-layer.js';

const BLOCK_BYTES = 512;

/**
 * What a power cut leaves: `lose` drops everything that was not synced, `keep` drops nothing (only the process died),
 * `torn` keeps some of the unsynced blocks and the first few of the unsynced changes of names.
 */
export type CrashMode = 'lose' | 'keep' | 'torn';

/** A fault to be raised by one operation: an error code, or a write that takes only half of its bytes. */
export interface Fault {
  readonly at: number;
  readonly code: string;
}

interface SimulatedFile {
  readonly kind: 'file';
  readonly id: string;
  current: Buffer;
  durable: Buffer;
  /** Ranges written since the last sync, kept or failed. */
  dirty: (readonly [number, number])[];
}

type Names = Map<string, Node>;

interface SimulatedFolder {
  readonly kind: 'folder';
  readonly id: string;
  current: Names;
  durable: Names;
  /** Changes of names since the last sync, in order. */
  changes: ((names: Names) => void)[];
}

type Node = SimulatedFile | SimulatedFolder;

/**
 * A disk in memory that tells what is synced from what is not, down to the name of a file in its folder. A failed sync
 * loses what it was to write: the next sync does not write it either, as in Linux.
 */
export class SimulatedDisk implements FileLayer {
  /** Operations so far. */
  operationCount = 0;
  /** Names of operations so far, for messages. */
  readonly operations: string[] = [];
  /** From this operation on the power is off. */
  cutAt = Infinity;
  fault: Fault | undefined;
  openCount = 0;

  readonly #root: SimulatedFolder;

  constructor(root: SimulatedFolder = emptyFolder()) {
    this.#root = root;
  }

  open(file: string, mode: OpenMode): Promise<OpenFile> {
    return this.#operate(`open ${mode} ${path.basename(file)}`, () => {
      const folder = this.#folder(path.dirname(file));
      const name = path.basename(file);
      const known = folder.current.get(name);
      if (mode === 'create' && known !== undefined) throw systemError('EEXIST');
      if (mode !== 'create' && known === undefined) throw systemError('ENOENT');
      if (known?.kind === 'folder') throw systemError('EISDIR');
      const node: SimulatedFile = known ?? { kind: 'file', id: nextId(), current: Buffer.alloc(0), durable: Buffer.alloc(0), dirty: [] };
      if (known === undefined) change(folder, (names) => names.set(name, node));
      this.openCount += 1;
      return this.#handle(node, name);
    });
  }

  list(folder: string): Promise<readonly string[]> {
    return this.#operate('list', () => [...this.#folder(folder).current.keys()]);
  }

  kind(name: string): Promise<'file' | 'folder' | undefined> {
    return this.#operate('kind', () => {
      try {
        return this.#node(name)?.kind;
      } catch {
        return undefined;
      }
    });
  }

  identity(name: string): Promise<FileIdentity | undefined> {
    return this.#operate('identity', () => {
      try {
        const node = this.#node(name);
        return node === undefined ? undefined : identityOf(node);
      } catch {
        return undefined;
      }
    });
  }

  makeFolder(folder: string): Promise<void> {
    return this.#operate(`makeFolder ${path.basename(folder)}`, () => {
      const above = this.#folder(path.dirname(folder));
      const name = path.basename(folder);
      if (above.current.has(name)) throw systemError('EEXIST');
      const made = emptyFolder();
      change(above, (names) => names.set(name, made));
    });
  }

  rename(from: string, to: string): Promise<void> {
    return this.#operate(`rename ${path.basename(from)}`, () => {
      const folder = this.#folder(path.dirname(from));
      const node = folder.current.get(path.basename(from));
      if (node === undefined) throw systemError('ENOENT');
      change(folder, (names) => {
        names.delete(path.basename(from));
        names.set(path.basename(to), node);
      });
    });
  }

  remove(file: string): Promise<void> {
    return this.#operate(`remove ${path.basename(file)}`, () => {
      const folder = this.#folder(path.dirname(file));
      if (!folder.current.has(path.basename(file))) throw systemError('ENOENT');
      change(folder, (names) => names.delete(path.basename(file)));
    });
  }

  syncFolder(folder: string): Promise<void> {
    return this.#operate(`syncFolder ${path.basename(folder)}`, () => {
      const node = this.#folder(folder);
      node.durable = new Map(node.current);
      node.changes = [];
    });
  }

  /** The disk as it is found after the crash; `random` gives numbers from 0 to 1 for what is left to chance. */
  crash(mode: CrashMode, random: () => number): SimulatedDisk {
    return new SimulatedDisk(survivor(this.#root, mode, random) as SimulatedFolder);
  }

  /** The bytes of a file as a reader sees them now, to look at or to damage. */
  bytesOf(file: string): Buffer {
    const node = this.#node(file);
    if (node?.kind !== 'file') throw systemError('ENOENT');
    return node.current;
  }

  #handle(node: SimulatedFile, name: string): OpenFile {
    return {
      read: (target, position) => this.#operate('read', () => node.current.copy(target, 0, position, position + target.length)),
      write: (bytes, position) =>
        this.#operate(`write ${name}`, (short) => {
          const taken = short ? bytes.subarray(0, Math.ceil(bytes.length / 2)) : bytes;
          node.current = resized(node.current, Math.max(node.current.length, position + taken.length));
          node.current.set(taken, position);
          node.dirty.push([position, position + taken.length]);
          return taken.length;
        }),
      truncate: (length) =>
        this.#operate(`truncate ${name}`, () => {
          node.current = resized(node.current, length);
        }),
      sync: () =>
        this.#operate(
          `sync ${name}`,
          () => {
            node.durable = resized(node.durable, node.current.length);
            for (const [from, to] of node.dirty) node.current.copy(node.durable, from, from, Math.min(to, node.current.length));
            node.dirty = [];
          },
          () => {
            node.dirty = [];
          },
        ),
      size: () => this.#operate('size', () => node.current.length),
      identity: () => this.#operate('identity', () => identityOf(node)),
      close: () => {
        this.openCount -= 1;
        return Promise.resolve();
      },
    };
  }

  #operate<T>(name: string, work: (short: boolean) => T, onFault: () => void = () => undefined): Promise<T> {
    const number = this.operationCount++;
    this.operations.push(name);
    return new Promise((resolve, reject) => {
      // As from a real disk, the answer comes later than the call.
      setImmediate(() => {
        try {
          if (number >= this.cutAt) throw systemError('EPOWER');
          const fault = this.fault?.at === number ? this.fault : undefined;
          const short = fault?.code === 'SHORT';
          if (fault !== undefined && !(short && name.startsWith('write'))) {
            if (!short) {
              onFault();
              throw systemError(fault.code);
            }
          }
          resolve(work(short));
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      });
    });
  }

  #node(name: string): Node | undefined {
    if (path.dirname(name) === name) return this.#root;
    return this.#folder(path.dirname(name)).current.get(path.basename(name));
  }

  #folder(name: string): SimulatedFolder {
    const node = this.#node(name);
    if (node === undefined) throw systemError('ENOENT');
    if (node.kind !== 'folder') throw systemError('ENOTDIR');
    return node;
  }
}

function emptyFolder(): SimulatedFolder {
  return { kind: 'folder', id: nextId(), current: new Map(), durable: new Map(), changes: [] };
}

let ids = 0;

function nextId(): string {
  return String(++ids);
}

function identityOf(node: Node): FileIdentity {
  return { id: node.id, sizeBytes: node.kind === 'file' ? node.current.length : 0 };
}

function change(folder: SimulatedFolder, apply: (names: Names) => void): void {
  apply(folder.current);
  folder.changes.push(apply);
}

function resized(bytes: Buffer, length: number): Buffer {
  const result = Buffer.alloc(length);
  bytes.copy(result, 0, 0, length);
  return result;
}

function survivor(node: Node, mode: CrashMode, random: () => number): Node {
  if (node.kind === 'file') {
    const bytes = survivingBytes(node, mode, random);
    return { kind: 'file', id: nextId(), current: bytes, durable: Buffer.from(bytes), dirty: [] };
  }
  const names = mode === 'keep' ? node.current : new Map(node.durable);
  if (mode === 'torn') for (const apply of node.changes.slice(0, Math.floor(random() * (node.changes.length + 1)))) apply(names);
  const kept = new Map([...names].map(([name, inner]) => [name, survivor(inner, mode, random)]));
  return { kind: 'folder', id: nextId(), current: kept, durable: new Map(kept), changes: [] };
}

function survivingBytes({ current, durable, dirty }: SimulatedFile, mode: CrashMode, random: () => number): Buffer {
  if (mode === 'keep') return Buffer.from(current);
  if (mode === 'lose' || dirty.length === 0) return Buffer.from(durable);
  const grown = Math.max(durable.length, current.length);
  const length = random() < 0.5 ? grown : durable.length + Math.floor(random() * (grown - durable.length + 1));
  const bytes = resized(durable, length);
  for (const [from, to] of dirty) {
    for (let block = from - (from % BLOCK_BYTES); block < to; block += BLOCK_BYTES) {
      if (random() < 0.5) continue;
      const end = Math.min(to, block + BLOCK_BYTES, length);
      if (end > Math.max(from, block)) current.copy(bytes, Math.max(from, block), Math.max(from, block), end);
    }
  }
  return bytes;
}

/** An error as Node raises it for a failed system call. */
export function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: simulated`), { code });
}
