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

/** What the worker is told first, what it is asked, and what it answers. */
export interface Opening {
  wasm: ArrayBuffer;
}

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
  return ofWorker(await begun(parts));
}

function ofBrowser(detector: NativeDetector): Decoder {
  return {
    async read(picture) {
      return (await detector.detect(picture)).map(({ rawValue }) => rawValue);
    },
  };
}

/**
 * Start the worker with all it needs.
 *
 * The page loads the parts, not the worker: a worker of another folder than the page's would not
 * have them without network.
 */
async function begun({ worker: script, wasm }: DecoderParts): Promise<Worker> {
  const [code, machine] = await Promise.all([loaded(script), loaded(wasm)]);
  const worker = new Worker(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));
  const opening: Opening = { wasm: machine };
  worker.postMessage(opening, [machine]);
  return worker;
}

async function loaded(address: string): Promise<ArrayBuffer> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.arrayBuffer();
}

function ofWorker(worker: Worker): Decoder {
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
