import { parentPort, workerData } from 'node:worker_threads';
import type { PrintRequest } from './print-apart.server.ts';
import { printPdf } from './print-pdf.server.ts';

const { printed, at } = workerData as PrintRequest;
const bytes = new Uint8Array(await printPdf(printed, at));
parentPort?.postMessage(bytes, [bytes.buffer]);
