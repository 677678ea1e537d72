/** What runs in a worker of the analysis pool for this engine: articles in, their segment out. */
import { workerData } from 'piscina';
import type { WordFiles } from '../../analysis/word-folders.js';
import { analysisIn } from '../../search/analysis-task.js';
import { buildSegment } from './segment-builder.js';
import { toMessage } from './segment-message.js';

/** Analyses articles, at most MOST_DOCUMENTS of different ids, and builds the segment that holds them in their order. */
export const analyse = analysisIn(workerData as WordFiles, (documents) => toMessage(buildSegment(documents).data));
