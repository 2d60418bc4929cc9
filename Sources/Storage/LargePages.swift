import Glibc

/// Memory in large pages: a long journal is read into thousands of small ones, and getting those takes longer than copying
/// what is read.
enum LargePages {
  /// Bytes of a large page, on every machine that is likely.
  private static let size = 2 << 20

  /// Asks for large pages where the buffer has room for some. It is only a wish: nothing hangs on what comes of it.
  static func wish(for buffer: UnsafeMutableRawBufferPointer) {
    guard buffer.count >= 2 * size, let base = buffer.baseAddress else { return }
    let start = base.alignedUp(toMultipleOf: size)
    let count = (buffer.count - (start - base)) / size * size
    _ = madvise(start, count, MADV_HUGEPAGE)
  }
}
