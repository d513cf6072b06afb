import { csrfHeaders, faultOf, NetworkLoss } from './api.ts';

/**
 * Sends one file and tells how much of it has gone; `fetch` cannot tell that, so this is an XMLHttpRequest. The answer
 * is as the route at the address declares it.
 */
export function sendFile<Answer>(address: string, file: File, onProgress: (part: number) => void): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sending = new XMLHttpRequest();
    sending.open('POST', address);
    for (const [name, value] of Object.entries(csrfHeaders())) sending.setRequestHeader(name, value);
    sending.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0));
    sending.addEventListener('error', () => reject(new NetworkLoss()));
    sending.addEventListener('load', () => {
      const { status, responseText } = sending;
      if (status >= 200 && status < 300) resolve(JSON.parse(responseText) as Answer);
      else reject(faultOf(status, responseText));
    });
    const form = new FormData();
    form.append('file', file, file.name);
    sending.send(form);
  });
}
