using WhiteBoxLab.Kernel.Verbs;
using WhiteBoxLab.Kernel.Verbs.Machines;
using WhiteBoxLab.Protocol;

WhiteBoxLab.NativeHeap.KeepFreedMemory();
KernelStart trial = KernelStart.Here(AppContext.BaseDirectory, TrialVerb.Word);
WhiteBoxLab.Machine.Remember(DataFolder.Machine(DataFolder.Usual), [trial.FileName, .. trial.Arguments]);
return Shell.Run(args);
