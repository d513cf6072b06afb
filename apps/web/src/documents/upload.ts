import { addressOf } from '@quantu/people';
import { documentRoutes, type UploadAnswer } from '@quantu/product-documents';
import { sendFile } from '../shell/send-file.ts';

export function sendDocument(district: string, file: File, onProgress: (part: number) => void): Promise<UploadAnswer> {
  return sendFile(addressOf(documentRoutes.upload, { params: { district } }), file, onProgress);
}
