import { describeLoosening } from './loosening-suite.js';

describeLoosening({ archives: 14, queries: 8 });
