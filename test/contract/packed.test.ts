import { createPackedEngine } from '../../src/engine/packed/packed-engine.js';
import { rankingWeights } from '../support/ranking-weights.js';
import { describeEngineContract } from './engine-contract.js';

describeEngineContract('packed', ({ directory }) => createPackedEngine({ directory, weights: rankingWeights }));
