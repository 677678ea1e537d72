/** Opens what an index is made over and with: the archive, its copy, the index folder, the engine. The only file that names an engine. */
import path from 'node:path';
import type { Logger } from 'pino';
import { Analyzer, dictionaryVersion } from '../analysis/analyzer.js';
import { readWordFiles, type WordFiles } from '../analysis/word-folders.js';
import { Archive } from '../archive/archive.js';
import { MARKER_NAME } from '../archive/archive-folder.js';
import type { Config } from '../config.js';
import { createMiniSearchEngine } from '../engine/minisearch/minisearch-engine.js';
import { builtDocuments } from '../engine/packed/built-documents.js';
import { createPackedEngine } from '../engine/packed/packed-engine.js';
import { ReadAhead } from '../engine/packed/read-ahead.js';
import { printedLines } from '../intake/printed-text.js';
import { claimIndexFolder, type IndexClaim } from '../live-index/index-claim.js';
import { prepareIndexFolder, presentEngine, presentIndex, type IndexFolder } from '../live-index/index-folder.js';
import { folderHome, type IndexHome } from '../live-index/index-home.js';
import { plainWorker, type AnalysisWorker } from '../search/analysis-pool.js';
import type { SearchEngine } from '../search/engine.js';
import { chooseEngine, type EngineBorders } from './choose-engine.js';
import { CLUSTER_ENGINE, clusterOf, type ClusterStore, type FollowedCopy, type WorkProgress } from './cluster-extra.js';
import { loadWeights, wordFoldersOf } from './shipped-data.js';

/** An open archive and what an index over it is made with; the index itself is not opened yet. */
export interface Store {
  readonly archive: Archive;
  readonly folder: IndexFolder;
  readonly analyzer: Analyzer;
  /** The engine of the folder. */
  readonly engineName: string;
  /** `onMerged`: called when a save would keep the same index in fewer files. */
  readonly createEngine: (name: string, directory: string, onMerged?: () => void) => SearchEngine;
  /** What analyses for an engine in other threads. */
  readonly workerOf: (name: string) => AnalysisWorker | undefined;
  readonly home: IndexHome;
  /** Where the engine is on a cluster. */
  readonly cluster: ClusterStore | undefined;
  /** Follows the archive on the cluster. */
  readonly copy: FollowedCopy | undefined;
  /** Gives everything back but the index, which goes first. */
  close(): Promise<void>;
}

/** What a store is opened for, and who hears of it. */
export interface StoreOptions {
  /** Articles that are about to be put in. Default 0. */
  readonly comingCount?: number;
  /** Sizes at which the engine changes, for tests. */
  readonly engineBorders?: EngineBorders | undefined;
  /** Called when the cluster of the engine does not answer any more, and when it does again; with it the cluster is watched. */
  readonly onCluster?: (isAvailable: boolean) => void;
  /** Called when the copy cannot follow the archive any more, and when it can again. */
  readonly onState?: () => void;
  /**
   * The index that is there will be opened: a large one is read in another thread while the log and the dictionary are here. Default
   * false.
   */
  readonly readsIndex?: boolean;
  /** The index folder is left alone where another archive's index lies in it: INDEX_TAKEN. Default false. */
  readonly keepsOthers?: boolean;
  /** Shows how far bringing back or copying the archive is. Default in the log. */
  readonly work?: WorkProgress;
}

/**
 * Opens the archive, chooses the engine and makes the index folder ready. Where the engine is on a cluster, an archive that is not on
 * the disk is brought back from its copy there, and the copy brought up to one that is. Throws the same as `openApp`.
 */
export async function openStore(
  config: Config,
  logger: Logger,
  { comingCount = 0, readsIndex = false, keepsOthers = false, engineBorders, onCluster, onState, work }: StoreOptions = {},
): Promise<Store> {
  const there = await clusterOf(config);
  await there?.extra.bringBack(there.settings, config.dataDirectory, logger, work);
  const words = readWordFiles(wordFoldersOf(config));
  let reading: Promise<ReadAhead | undefined> = Promise.resolve(undefined);
  const archive = await Archive.open(config.dataDirectory, {
    printedLines,
    onLocked: () => {
      if (readsIndex) reading = readAhead(config.indexDirectory, words);
    },
    onLost: (err) => {
      logger.error(
        { event: 'archive-lost', err },
        'the archive was moved, replaced or taken over beneath this process; it takes no writes until it is started again',
      );
      onState?.();
    },
  });
  const cluster = there?.extra.open(there.settings);
  const home = cluster?.home ?? folderHome;
  let copy: FollowedCopy | undefined;
  let claim: IndexClaim | undefined;
  const close = async (): Promise<void> => {
    await home.close();
    await copy?.close();
    await claim?.release();
    await archive.close();
  };
  try {
    logRecovery(archive, logger);
    claim = await claimIndexFolder(config.indexDirectory);
    const { name, reason } = chooseEngine(
      config.engine,
      archive.liveCount + comingCount,
      await presentEngine(config.indexDirectory),
      engineBorders,
    );
    logger.info({ event: 'engine-chosen', engine: name, reason }, `the index is ${name}: ${reason}`);
    copy = await cluster?.follow(archive, logger, { onState, work });
    const folder = await home.inUse(
      await prepareIndexFolder(config.indexDirectory, path.join(config.dataDirectory, MARKER_NAME), name, { keepsOthers }),
    );
    const ahead = await keptReading(reading, folder);
    const createEngine = (engine: string, directory: string, onMerged?: () => void): SearchEngine => {
      if (cluster !== undefined && engine === CLUSTER_ENGINE)
        return cluster.createEngine({ archiveId: folder.marker.archive, directory, weights: loadWeights(), onAvailability: onCluster });
      if (engine === 'minisearch') return createMiniSearchEngine({ directory });
      return createPackedEngine({ directory, onMerged, weights: loadWeights(), ahead: ahead?.directory === directory ? ahead : undefined });
    };
    return { archive, folder, home, cluster, copy, close, analyzer: analyzerOf(words, logger), engineName: name, createEngine, workerOf };
  } catch (error) {
    await (await reading)?.end();
    await close();
    throw error;
  }
}

/** Begins to read the index that lies in a folder, in another thread, if it is one that takes long. Never rejects. */
async function readAhead(indexDirectory: string, words: WordFiles): Promise<ReadAhead | undefined> {
  const present = IS_COMPILED ? await presentIndex(indexDirectory) : undefined;
  return present?.marker.engine === 'packed'
    ? ReadAhead.begin(present.engineDirectory, dictionaryVersion(words)).catch(() => undefined)
    : undefined;
}

/** What is read ahead of the index of `folder`; ended where the folder is another one now, or was emptied. */
async function keptReading(
  reading: Promise<ReadAhead | undefined>,
  { engineDirectory, discarded }: IndexFolder,
): Promise<ReadAhead | undefined> {
  const ahead = await reading;
  if (ahead === undefined || (discarded === undefined && ahead.directory === engineDirectory)) return ahead;
  await ahead.end();
  return undefined;
}

/** The packed engine's segments are built where their documents are analysed. */
const packedWorker: AnalysisWorker = { module: new URL('../engine/packed/segment-worker.js', import.meta.url), documents: builtDocuments };
/** Workers run compiled; from the sources, as tests run, everything is analysed in one thread. */
const IS_COMPILED = import.meta.url.endsWith('.js');

function workerOf(name: string): AnalysisWorker | undefined {
  if (!IS_COMPILED) return undefined;
  return name === 'packed' ? packedWorker : plainWorker;
}

/** Says where xunbao cuts in jieba's place. */
function analyzerOf(words: WordFiles, logger: Logger): Analyzer {
  const analyzer = Analyzer.of(words);
  if (analyzer.cutBy === 'xunbao')
    logger.info({ event: 'cut-by-xunbao' }, 'jieba has no binary for this machine; xunbao cuts the same words by the same dictionary');
  return analyzer;
}

function logRecovery({ recovery }: Archive, logger: Logger): void {
  const { takenOverFrom, tornBytes, purgeUnfinished } = recovery;
  logger.info({ event: 'archive-open', ...recovery }, 'the archive is open');
  if (takenOverFrom !== undefined)
    logger.warn(
      { event: 'archive-taken-over', pid: takenOverFrom.pid },
      'the last process did not close the archive; its lock was taken over',
    );
  if (tornBytes > 0) logger.warn({ event: 'archive-torn', tornBytes }, 'an unfinished write was cut off; nothing acknowledged was lost');
  if (purgeUnfinished) logger.warn({ event: 'purge-unfinished' }, 'a purge was cut short; run it again');
}
