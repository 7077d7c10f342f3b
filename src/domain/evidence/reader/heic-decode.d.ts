/** What we use of heic-decode, which brings no types. */
declare module 'heic-decode' {
  interface Pixels {
    data: Uint8ClampedArray<ArrayBuffer>;
    width: number;
    height: number;
  }
  interface Image {
    width: number;
    height: number;
    decode(): Promise<Pixels>;
  }
  const decode: { all(from: { buffer: Uint8Array }): Promise<Image[] & { dispose(): void }> };
  export default decode;
}
