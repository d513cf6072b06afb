export { jpegFrom, jpegWithSmall, PNG, smallJpeg } from './pictures.testing.ts';
