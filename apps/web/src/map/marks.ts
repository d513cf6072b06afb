import { markOf, type MapClass, type Shape } from './classes.ts';
import type { MapLibre } from './maplibre.ts';

const SIZE = 36;
const RATIO = 2;

/** Draws a mark: the shape of a light in its colour, with a white rim so that it stands on any ground. */
function drawMark(colour: string, shape: Shape): ImageData | null {
  const canvas = document.createElement('canvas');
  canvas.width = SIZE;
  canvas.height = SIZE;
  const pen = canvas.getContext('2d');
  if (!pen) return null;
  const middle = SIZE / 2;
  const reach = SIZE / 2 - 5;
  pen.beginPath();
  if (shape === 'circle' || shape === 'ring') pen.arc(middle, middle, reach - 2, 0, Math.PI * 2);
  else if (shape === 'square') pen.rect(middle - reach + 3, middle - reach + 3, (reach - 3) * 2, (reach - 3) * 2);
  else for (const [x, y] of CORNERS[shape]) pen.lineTo(middle + x * reach, middle + y * reach);
  pen.closePath();
  pen.lineJoin = 'round';
  pen.strokeStyle = '#ffffff';
  pen.lineWidth = 6;
  pen.stroke();
  pen.fillStyle = shape === 'ring' ? '#ffffff' : colour;
  pen.fill();
  pen.strokeStyle = colour;
  pen.lineWidth = shape === 'ring' ? 4 : 1;
  pen.stroke();
  return pen.getImageData(0, 0, SIZE, SIZE);
}

const CORNERS: Readonly<Record<'triangle' | 'diamond', readonly (readonly [number, number])[]>> = {
  triangle: [
    [0, -0.95],
    [1, 0.8],
    [-1, 0.8],
  ],
  diamond: [
    [0, -1],
    [1, 0],
    [0, 1],
    [-1, 0],
  ],
};

/** Gives the map the marks of its classes. */
export function addMarks(map: MapLibre, marks: readonly Pick<MapClass, 'colour' | 'shape'>[]): void {
  for (const { colour, shape } of marks) {
    const name = markOf(colour, shape);
    if (map.hasImage(name)) continue;
    const image = drawMark(colour, shape);
    if (image) map.addImage(name, image, { pixelRatio: RATIO });
  }
}
