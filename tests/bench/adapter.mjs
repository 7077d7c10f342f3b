// Our target for the side-by-side harness: name this file in its BENCH_ADAPTER and use the target "ground".
// The harness types into a root text "t" under client ids of its own, for every server alike. Ours takes words only in
// texts it made and under ids it issued, so here the first struct is tied to our text, and the measured server issues an
// id to whoever it first sees using it.
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';

const { WsLite } = await import(pathToFileURL(join(process.cwd(), 'lib/ws-lite.mjs')).href);
const server = fileURLToPath(new URL('server.ts', import.meta.url));
const UPDATE = 1;
const ACK = 2;
const NACK = 3;
const STATE = 4;

export default {
  name: 'ground',
  title: 'Common Ground',
  ack: 'durable',
  persistent: true,
  command: process.execPath,
  args: [server],
  env: { LOG_LEVEL: 'error' },
  /** @param {import('postgres').Sql} sql */
  reset: async (sql) => {
    await sql.unsafe(
      'drop schema if exists public cascade; drop schema if exists drizzle cascade; create schema public',
    );
  },
  /** @param {import('postgres').Sql} sql @param {string} room */
  persisted: async (sql, room) => {
    const rows = await sql`select u.update from document_update u join document d using (council_id, document_id)
      join case_file c using (council_id, case_file_id) where c.reference = ${room} order by u.sequence`;
    return rows.map((row) => row.update);
  },
  /** @param {string} url @param {string} room @param {Hooks} hooks */
  connect: async (url, room, hooks) => {
    const member = await (await fetch(`${url}/join?room=${encodeURIComponent(room)}`)).json();
    const client = new Client(url, room, member, hooks);
    await client.open();
    return client;
  },
};

/** @typedef {{ onState?(update: Uint8Array): void, onUpdate(update: Uint8Array): void, onAck?(count: number): void, onClose?(): void }} Hooks */

class Client {
  #text = { client: 0, clock: 0 };
  #number = 0;
  #sent = 0;
  #acked = 0;
  #asked = 0;
  /** @type {Y.Doc | null} The document until it has been caught up with. */
  #before = new Y.Doc();
  /** @type {Map<number, (answer: any) => void>} */
  #answers = new Map();
  #started = false;

  /** @param {string} url @param {string} room @param {any} member @param {Hooks} hooks */
  constructor(url, room, member, hooks) {
    Object.assign(this, { url, room, member, hooks });
  }

  async open() {
    const { cookie, origin } = this.member;
    const connected = new Promise((resolve, refuse) => {
      this.refuse = refuse;
      this.connected = resolve;
    });
    this.ws = new WsLite(`${this.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, {
      headers: { cookie, origin },
      onClose: () => {
        this.refuse(new Error('closed'));
        this.hooks.onClose?.();
      },
      onMessage: (opcode, data) => (opcode === 2 ? this.#frame(data) : this.#text_(data.toString())),
    });
    await this.ws.ready;
    await connected;
    await this.#openDocument();
  }

  async #openDocument() {
    const answer = await this.#ask('document.open', { documentId: this.member.documentId });
    if (!answer.ok) throw new Error(`refused: ${answer.because}`);
    this.#number = answer.ok.number;
    if (this.#before) this.#caughtUp();
  }

  /** @param {string} name @param {object} input @returns {Promise<any>} */
  #ask(name, input) {
    const id = ++this.#asked;
    this.ws.sendText(`4${JSON.stringify({ type: 2, nsp: '/', id, data: ['ask', name, input] })}`);
    return new Promise((resolve) => this.#answers.set(id, resolve));
  }

  /** @param {string} said */
  #text_(said) {
    if (said[0] === '2') return this.ws.sendText('3');
    if (said[0] === '0') return this.ws.sendText(`4${JSON.stringify({ type: 0, nsp: '/', data: { version: 1 } })}`);
    if (said[0] !== '4') return;
    const packet = JSON.parse(said.slice(1));
    if (packet.type === 0) this.connected();
    else if (packet.type === 3) this.#answers.get(packet.id)?.(packet.data[0]);
  }

  /** @param {Uint8Array} bytes */
  #frame(bytes) {
    const decoder = decoding.createDecoder(bytes);
    decoding.readVarUint(decoder);
    const type = decoding.readUint8(decoder);
    const first = decoding.readVarUint(decoder);
    if (type === UPDATE && this.#before) Y.applyUpdate(this.#before, bytes.subarray(decoder.pos));
    else if (type === UPDATE) this.hooks.onUpdate(bytes.subarray(decoder.pos));
    else if (type === ACK) {
      this.hooks.onAck?.(first - this.#acked);
      this.#acked = first;
    } else if (type === NACK) throw new Error(`refused ${first}: ${decoding.readVarString(decoder)}`);
    else if (type === STATE && this.#before) {
      decoding.readVarUint(decoder);
      decoding.readUint8(decoder);
      Y.applyUpdateV2(this.#before, bytes.subarray(decoder.pos));
    }
  }

  /** What came before the answer is the document as it stood. */
  #caughtUp() {
    const doc = /** @type {Y.Doc} */ (this.#before);
    this.#before = null;
    const text = /** @type {Y.Text} */ (doc.getMap('texts').get('note'));
    this.#text = text._item.id;
    if (this.room !== 'cold-doc') return this.hooks.onState?.(Y.encodeStateAsUpdate(doc));
    // This workload compares the words of its own root text: the real state has been applied above, and is counted.
    const shown = new Y.Doc();
    shown.getText('t').insert(0, text.toString());
    this.hooks.onState?.(Y.encodeStateAsUpdate(shown));
  }

  /** @param {Uint8Array} update */
  send(update) {
    this.#write(this.#started ? update : this.#tied(update));
    this.#started = true;
  }

  /** @param {Uint8Array} update */
  #write(update) {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, this.#number);
    encoding.writeUint8(encoder, UPDATE);
    encoding.writeVarUint(encoder, ++this.#sent);
    encoding.writeUint8Array(encoder, update);
    this.ws.sendBinary(encoding.toUint8Array(encoder));
  }

  /** The first keystroke names the root "t" as its parent; from then on each names the one before it. @param {Uint8Array} update */
  #tied(update) {
    const decoder = decoding.createDecoder(update);
    const encoder = encoding.createEncoder();
    for (let i = 0; i < 4; i++) encoding.writeVarUint(encoder, decoding.readVarUint(decoder));
    encoding.writeUint8(encoder, decoding.readUint8(decoder));
    decoding.readVarUint(decoder);
    decoding.readVarString(decoder);
    for (const part of [0, this.#text.client, this.#text.clock]) encoding.writeVarUint(encoder, part);
    encoding.writeUint8Array(encoder, update.subarray(decoder.pos));
    return encoding.toUint8Array(encoder);
  }

  close() {
    this.ws.close();
  }
  get bytesIn() {
    return this.ws.bytesIn;
  }
  get bytesOut() {
    return this.ws.bytesOut;
  }
}
