import { describeLoosening } from './loosening-suite.js';

describeLoosening({ archives: 25, queries: 6 });
