export { jpegFrom, PNG } from './pictures.testing.ts';
