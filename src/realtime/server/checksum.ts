import { createHash } from 'node:crypto';

const CHECKSUM_BYTES = 8;

/** The first 8 bytes of SHA-256 over document, epoch, sequence and bytes: the same sum the log's statement makes in SQL. */
export function checksumOf(documentId: string, epoch: number, sequence: number, bytes: Uint8Array): Buffer {
  const head = Buffer.alloc(28);
  head.write(documentId.replaceAll('-', ''), 0, 'hex');
  head.writeInt32BE(epoch, 16);
  head.writeBigInt64BE(BigInt(sequence), 20);
  return createHash('sha256').update(head).update(bytes).digest().subarray(0, CHECKSUM_BYTES);
}
