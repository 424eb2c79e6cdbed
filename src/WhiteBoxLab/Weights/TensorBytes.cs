using System.Buffers;
using System.IO.MemoryMappedFiles;

namespace WhiteBoxLab;

/// <summary>Bytes that lie somewhere without being copied: a mapped file, a resource of an assembly, a pinned array.</summary>
internal sealed unsafe class TensorBytes : IDisposable
{
    private readonly Action release;
    private readonly byte* start;
    private int released;

    private TensorBytes(byte* start, long length, Action release)
    {
        this.start = start;
        this.release = release;
        Length = length;
    }

    public long Length { get; }

    public bool IsDisposed => Volatile.Read(ref released) != 0;

    public ReadOnlySpan<byte> Slice(long offset, int count)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Length - count);
        return new ReadOnlySpan<byte>(start + offset, count);
    }

    public static TensorBytes Map(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        if (file.Length == 0)
            return new TensorBytes(null, 0, () => { });

        long length = file.Length;
        using MemoryMappedFile mapped = MemoryMappedFile.CreateFromFile(
            file,
            null,
            0,
            MemoryMappedFileAccess.Read,
            HandleInheritability.None,
            leaveOpen: false
        );
        MemoryMappedViewAccessor view = mapped.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        byte* pointer = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref pointer);
        return new TensorBytes(pointer + view.PointerOffset, length, () =>
        {
            view.SafeMemoryMappedViewHandle.ReleasePointer();
            view.Dispose();
        });
    }

    public static TensorBytes Of(UnmanagedMemoryStream stream)
    {
        stream.Position = 0;
        return new TensorBytes(stream.PositionPointer, stream.Length, stream.Dispose);
    }

    public static TensorBytes Of(ReadOnlyMemory<byte> memory)
    {
        MemoryHandle pin = memory.Pin();
        return new TensorBytes((byte*)pin.Pointer, memory.Length, pin.Dispose);
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref released, 1) == 0)
            release();
    }
}
