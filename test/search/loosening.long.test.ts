import { describeLoosening } from './loosening-suite.js';

describeLoosening({ archives: 250, queries: 20 });
