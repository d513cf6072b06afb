import multipart from '@fastify/multipart';
import { documentFault } from '@quantu/product-documents';
import { admitSize, SPATIAL_LIMITS } from '@quantu/spatial-files/server';
import type { Upload } from '@quantu/people/server';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { serverFault } from './faults.ts';

export async function allowUploads(app: FastifyInstance): Promise<void> {
  await app.register(multipart, {
    throwFileSizeLimit: false,
    // One byte more than the largest that anybody takes, a map: whoever stores the file has a limit of its own.
    limits: { fileSize: SPATIAL_LIMITS.fileBytes + 1, files: 1, fields: 4, fieldSize: 1_000, parts: 5 },
  });
}

/** What a form has around its file, at most. */
const FORM_BYTES = 2 ** 16;

/** The one file of a multipart request, not yet read. */
export async function takeUpload(request: FastifyRequest): Promise<Upload> {
  if (!request.isMultipart()) throw serverFault('request.form');
  const part = await request.file().catch(refuseForm);
  if (part?.fieldname !== 'file') throw documentFault('upload.missing');
  const announced = Number(request.headers['content-length'] ?? 0) - FORM_BYTES;
  if (announced > SPATIAL_LIMITS.fileBytes) admitSize(part.filename, announced);
  return { name: part.filename, bytes: whole(part.file) };
}

/** The file's bytes; a form that ends before its time is a fault, not a shorter file. */
async function* whole(file: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* file;
  } catch (error) {
    refuseForm(error);
  }
}

/** What the parser says is about the form, and only about the form. */
function refuseForm(cause: unknown): never {
  throw Object.assign(serverFault('request.form'), { cause });
}
