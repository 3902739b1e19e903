// @ts-check
// The worker of the heavy reader for Parquet files.

import { serve } from './heavy.js';
import { Rows, initSync } from './pkg/parquet/parquet.js';

serve(initSync, Rows);
