WhiteBoxLab.NativeHeap.KeepFreedMemory();
return WhiteBoxLab.Kernel.Shell.Run(args);
