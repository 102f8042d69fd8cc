#ifndef FAULT_LAYER_H
#define FAULT_LAYER_H

// Stands between a program and its file system, as a library that is loaded before all others
// (LD_PRELOAD). It numbers the calls that change something below one folder, and lets a disk fail,
// or the program die, at one of them. The environment says at which and how:
//
//   FAULT_BELOW=/folder       the folder; without it nothing is counted
//   FAULT_LOG=/file           a line for each counted call: number, call, path, the
//                             path before it was renamed, bytes
//   FAULT=kill@12             SIGKILL before the twelfth call
//   FAULT=half@12             SIGKILL after half of the bytes that the twelfth call writes
//   FAULT=stop@12             SIGSTOP before the twelfth call: it stands still, and holds its locks
//   FAULT=ENOSPC@12           from the twelfth call on the disk is full; that call writes half
//   FAULT=EIO@12              from the twelfth call on nothing that changes something is done
//   FAULT=EROFS@12            from the twelfth call on the folder can be read only

#endif
