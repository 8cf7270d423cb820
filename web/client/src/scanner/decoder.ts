/** Reads QR codes out of pictures: the browser's own detector, else zxing in a worker. */

/** Reads every code in a picture; `hard` takes longer and finds more. */
export interface Decoder {
  read(picture: ImageData, hard: boolean): Promise<string[]>;
}

interface NativeDetector {
  detect(picture: ImageData): Promise<{ rawValue: string }[]>;
}

interface NativeDetectorKind {
  new (options: { formats: string[] }): NativeDetector;
  getSupportedFormats(): Promise<string[]>;
}

/** Where the parts that are loaded when needed lie. */
export interface DecoderParts {
  worker: string;
  wasm: string;
}

/** What the worker is asked and what it answers. */
export interface Question {
  id: number;
  picture: ImageData;
  hard: boolean;
}
export interface Reply {
  id: number;
  texts: string[];
}

export async function openDecoder(parts: DecoderParts): Promise<Decoder> {
  const kind = (globalThis as { BarcodeDetector?: NativeDetectorKind }).BarcodeDetector;
  const formats = kind ? await kind.getSupportedFormats().catch(() => []) : [];
  if (kind && formats.includes("qr_code")) return ofBrowser(new kind({ formats: ["qr_code"] }));
  return ofWorker(parts);
}

function ofBrowser(detector: NativeDetector): Decoder {
  return {
    async read(picture) {
      return (await detector.detect(picture)).map(({ rawValue }) => rawValue);
    },
  };
}

function ofWorker({ worker: script, wasm }: DecoderParts): Decoder {
  const worker = new Worker(`${script}#${new URL(wasm, location.href)}`);
  const waiting = new Map<number, (texts: string[]) => void>();
  let asked = 0;
  worker.addEventListener("message", ({ data }: MessageEvent<Reply>) => {
    waiting.get(data.id)?.(data.texts);
    waiting.delete(data.id);
  });
  return {
    read(picture, hard) {
      asked += 1;
      const question: Question = { id: asked, picture, hard };
      return new Promise((resolve) => {
        waiting.set(question.id, resolve);
        worker.postMessage(question, [picture.data.buffer]);
      });
    },
  };
}
