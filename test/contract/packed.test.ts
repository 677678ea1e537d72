import { createPackedEngine } from '../../src/engine/packed/packed-engine.js';
import { describeEngineContract } from './engine-contract.js';

describeEngineContract('packed', createPackedEngine);
