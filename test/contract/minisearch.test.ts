import { createMiniSearchEngine } from '../../src/engine/minisearch/minisearch-engine.js';
import { describeEngineContract } from './engine-contract.js';

describeEngineContract('minisearch', createMiniSearchEngine);
