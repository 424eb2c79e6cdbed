/** Which cells show the numbers of their lines. */
export class LineNumbers {
  private readonly cells = new Set<string>();
  private all = false;

  /** Whether a cell shows them. */
  has(cell: string): boolean {
    return this.all || this.cells.has(cell);
  }

  /** In all cells, or no more. */
  toggleAll(): void {
    this.all = !this.all;
  }

  /** In each of these cells, or no more. */
  toggle(cells: string[]): void {
    for (const cell of cells) if (!this.cells.delete(cell)) this.cells.add(cell);
  }
}
