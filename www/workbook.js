// @ts-check
// The worker of the heavy reader for workbooks and archives.

import { serve } from './heavy.js';
import { Heavy, initSync } from './pkg/workbook/workbook.js';

serve(initSync, Heavy);
