// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/escapeprobes.h"

namespace bw::test
{

const QList<EscapeProbe> &fileProbes()
{
    static const QList<EscapeProbe> probes {
        {"reads the person's home", "ls -A \"$HOST_HOME\" && echo escaped"},
        {"reads ssh keys", "cat \"$HOST_HOME\"/.ssh/* /root/.ssh/* && echo escaped"},
        {"reads the password file",
         "cat /etc/shadow && echo escaped; grep -v -e ^user: -e ^nobody: /etc/passwd && echo escaped"},
        {"reads the data directory", "cat \"$SECRET\" && echo escaped"},
        {"reads up the tree", "cat \"/workspace/../../../../../..$SECRET\" && echo escaped"},
        {"reads through a link",
         "ln -s \"$SECRET\" l; cat l && echo escaped; ln -s / r; cat \"r$SECRET\" && echo escaped"},
        {"reads through roots and folders of processes",
         "for d in /proc/*/root /proc/*/cwd /proc/*/task/*/root; do cat \"$d$SECRET\" && echo escaped; done"},
        {"reads through open descriptors",
         "for f in /proc/*/fd/*; do [ -d \"$f\" ] && cat \"$f/$SECRET\" \"$f/..$SECRET\" && echo escaped; done"},
        {"reads disks and memory",
         "head -c1 /dev/vda /dev/sda /dev/mem /dev/kmem /proc/kcore /proc/kmsg 2>&1 >x; [ -s x ] && grep -q . x && "
         "python3 -c 'd=open(\"x\",\"rb\").read(); print(\"escaped\" if any(not l.startswith(b\"==>\") and l.strip() "
         "for "
         "l in d.splitlines()) else \"\")'"},
        {"sees devices and settings of the machine", "ls /sys/devices /sys/kernel && echo escaped"},
        {"writes to the system",
         "for d in / /usr /usr/bin /usr/local/bin /etc /dev /run /run/buildwright /home /var /proc /etc/ssl/certs; do "
         "touch $d/x 2>/dev/null && echo escaped $d; done"},
        {"writes up the tree",
         "echo x > /workspace/../usr/x && echo escaped; echo x > /workspace/../../x && echo escaped"},
        {"writes through a link",
         "ln -s /usr/local/bin l; echo x > l/x && echo escaped; ln -s /etc/passwd p; echo x >> p && echo escaped"},
        {"writes through a hard link",
         "ln /etc/passwd h && echo x >> h && echo escaped; ln /usr/bin/env e && echo x >> e && echo escaped"},
        {"writes through the root of a process",
         "echo x > /proc/self/root/usr/x && echo escaped; echo x > /proc/1/root/usr/x && echo escaped"},
        {"writes through a descriptor",
         "exec 7</usr/bin; echo x > /proc/self/fd/7/x && echo escaped; exec 8</etc/passwd; echo x >> /proc/self/fd/8 "
         "&& echo escaped"},
        {"makes devices", "mknod d b 254 0 && echo escaped; mknod c c 1 1 && echo escaped"},
        {"takes another's file", "chown 0:0 /workspace && echo escaped; touch f; chown 0 f && echo escaped"},
    };
    return probes;
}

const QList<EscapeProbe> &processProbes()
{
    static const QList<EscapeProbe> probes {
        {"sees processes outside",
         "[ -e /proc/$VICTIM ] && echo escaped; cat /proc/[0-9]*/cmdline | tr '\\0' ' ' | grep 'sleep 9876[5]' && echo "
         "escaped"},
        {"kills a process outside", "kill -9 $VICTIM && echo escaped"},
        {"kills everything it can",
         "trap '' TERM; python3 -c 'import os,signal\ntry: os.kill(-1, 15)\nexcept OSError: pass'"},
        {"traces a process outside",
         "python3 -c 'import ctypes,os\nl=ctypes.CDLL(None)\nif l.ptrace(16,int(os.environ[\"VICTIM\"]),0,0)==0: "
         "print(\"escaped\")\nif l.ptrace(0x4206,int(os.environ[\"VICTIM\"]),0,0)==0: print(\"escaped\")'"},
        {"kills the daemon", "kill -9 1; kill -STOP 1; kill -TERM 1; kill -SEGV 1"},
        {"traces the daemon",
         "python3 -c 'import ctypes\nl=ctypes.CDLL(None)\nfor r in (16,0x4206):\n  if l.ptrace(r,1,0,0)==0: "
         "print(\"escaped\")'"},
        {"reads the daemon's memory",
         "for f in mem maps environ auxv stack syscall personality; do head -c1 /proc/1/$f | grep -q . && echo escaped "
         "$f; done; "
         "ls /proc/1/fd /proc/1/fdinfo /proc/1/map_files | grep -q '^[0-9]' && echo escaped"},
        {"reads the daemon's memory by system call",
         "python3 -c 'import ctypes\nl=ctypes.CDLL(None,use_errno=True)\nb=ctypes.create_string_buffer(8)\nclass "
         "V(ctypes."
         "Structure): "
         "_fields_=[(\"b\",ctypes.c_void_p),(\"n\",ctypes.c_size_t)]\na=V(ctypes.addressof(b),8)\nr=V(0x400000,8)\n"
         "if l.process_vm_readv(1,ctypes.byref(a),1,ctypes.byref(r),1,0)>=0 or ctypes.get_errno()!=1: "
         "print(\"escaped\")'"},
        {"takes the daemon's descriptors",
         "python3 -c 'import ctypes,os\nl=ctypes.CDLL(None)\np=l.syscall(434,1,0)\nfor n in range(0,40):\n  if "
         "l.syscall(438,p,n,0)>=0: print(\"escaped\")'"},
        {"sees the daemon's token",
         "cat /proc/*/cmdline /proc/*/environ | tr '\\0' '\\n' | grep -E '[0-9a-f]{64}' && echo escaped"},
        {"replaces the daemon's socket or program",
         "find / -xdev -type s -writable 2>/dev/null | grep . && echo escaped; cp /bin/true /run/buildwright/sandboxd "
         "&& echo escaped; "
         "mv /run/buildwright /run/x && echo escaped; rm -f /run/buildwright/sandboxd && echo escaped"},
        {"loads code into the daemon",
         "echo /workspace/x.so > /etc/ld.so.preload && echo escaped; python3 -c 'import ctypes\nl=ctypes.CDLL(None)\n"
         "if l.prlimit(1,7,(ctypes.c_ulong*2)(0,0),None)==0: print(\"escaped\")'"},
        {"protects itself from the memory killer", "echo -1000 > /proc/self/oom_score_adj && echo escaped"},
        {"raises its own limits",
         "ulimit -u 100000 && echo escaped; ulimit -c unlimited && echo escaped; nice -n -5 true 2>&1 | grep -q denied "
         "|| echo escaped"},
    };
    return probes;
}

const QList<EscapeProbe> &networkProbes()
{
    static const QList<EscapeProbe> probes {
        {"reaches a port of this machine",
         "for a in 127.0.0.1 localhost 10.0.2.2 172.17.0.1; do (exec 3<>/dev/tcp/$a/$PORT) && echo escaped; done"},
        {"reaches an abstract socket",
         "python3 -c 'import socket,os\ns=socket.socket(socket.AF_UNIX)\ntry: "
         "s.connect(\"\\0\"+os.environ[\"ABSTRACT\"]); "
         "print(\"escaped\")\nexcept OSError: pass'"},
        {"reaches a socket in the file system",
         "python3 -c 'import socket,os\ns=socket.socket(socket.AF_UNIX)\ntry: s.connect(os.environ[\"SOCKET\"]); "
         "print(\"escaped\")\nexcept OSError: pass'"},
        {"reaches the session's services",
         "python3 -c 'import socket\nfor p in (\"/run/dbus/system_bus_socket\",\"/var/run/dbus/system_bus_socket\","
         "\"/run/user/0/bus\",\"/run/user/1000/bus\",\"/tmp/.X11-unix/X0\",\"\\0/tmp/.X11-unix/X0\",\"/run/"
         "docker.sock\","
         "\"/run/systemd/private\",\"/run/user/1000/wayland-0\"):\n  s=socket.socket(socket.AF_UNIX)\n  try: "
         "s.connect(p); print(\"escaped\",p)\n  except OSError: pass'"},
        {"lists sockets of this machine",
         "grep -e \"$ABSTRACT\" -e \"$SOCKET\" /proc/net/unix /proc/1/net/unix && echo escaped"},
        {"uses other kinds of sockets",
         "python3 -c 'import socket\nfor f,t,p in "
         "((40,1,0),(17,3,3),(38,5,0),(16,3,9),(16,3,15),(2,3,1),(10,3,58),(31,3,1),"
         "(29,3,1),(15,3,2),(44,2,0),(30,1,0)):\n  try: socket.socket(f,t,p); print(\"escaped\",f)\n  except OSError: "
         "pass'"},
        {"makes an interface",
         "for c in 'link add d0 type dummy' 'link add v0 type veth peer name v1' 'addr add 10.9.9.9/8 dev lo' 'route "
         "add default dev lo'; do "
         "command -v ip >/dev/null && ip $c && echo escaped; done; python3 -c 'import socket\n"
         "print(\"escaped\" if [n for i,n in socket.if_nameindex()]!=[\"lo\"] else \"\")'"},
        {"reaches the world directly",
         "for a in 1.1.1.1 8.8.8.8 169.254.169.254; do (timeout 2 bash -c \"exec 3<>/dev/tcp/$a/80\") && echo escaped; "
         "done"},
        {"asks a name server",
         "python3 -c 'import socket\ntry: socket.getaddrinfo(\"example.com\",80); print(\"escaped\")\nexcept OSError: "
         "pass'"},
    };
    return probes;
}

const QList<EscapeProbe> &kernelProbes()
{
    static const QList<EscapeProbe> probes {
        {"makes namespaces",
         "for n in U m p i u n C T; do unshare -$n true && echo escaped $n; done; unshare -r true && echo escaped"},
        {"clones into namespaces",
         "python3 -c 'import ctypes,os\nl=ctypes.CDLL(None)\nfor f in "
         "(0x20000,0x2000000,0x4000000,0x8000000,0x10000000,0x20000000,0x40000000):\n  p=l.syscall(56,f|17,0,0,0,0)\n  "
         "if p==0: "
         "os._exit(0)\n  if p>0: print(\"escaped\",hex(f))'"},
        {"enters namespaces",
         "for n in mnt net pid user ipc uts cgroup; do nsenter --$n=/proc/1/ns/$n true && echo escaped $n; done"},
        {"starts a sandbox of its own", "command -v bwrap && bwrap --unshare-user --ro-bind / / true && echo escaped"},
        {"mounts",
         "python3 -c 'import ctypes\nl=ctypes.CDLL(None)\nfor a in "
         "((b\"/usr\",b\"/tmp\",None,4096,None),(None,b\"/\",None,32,None),"
         "(None,b\"/usr\",None,32|4096,None),(b\"x\",b\"/tmp\",b\"tmpfs\",0,None),(b\"proc\",b\"/"
         "tmp\",b\"proc\",0,None)):\n  if "
         "l.mount(*a)==0: print(\"escaped\",a)\nif l.umount2(b\"/proc\",2)==0 or l.umount2(b\"/workspace\",2)==0: "
         "print(\"escaped\")'"},
        {"changes the root",
         "chroot /workspace /bin/true && echo escaped; python3 -c 'import os\ntry: os.chroot(\"/\"); "
         "print(\"escaped\")\nexcept OSError: pass'"},
        {"becomes another user",
         "python3 -c 'import os\nfor f,a in ((os.setuid,0),(os.setgid,0),(os.setgroups,[0])):\n  try: f(a); "
         "print(\"escaped\",f)\n  except OSError: pass'; su -c true root </dev/null && echo escaped; cp /bin/bash b; "
         "chmod 6755 b; ./b -p -c '[ $(id -u) = 0 ]' && echo escaped"},
        {"uses system calls that are forbidden",
         // Anything but "not permitted" and "no such call" means that the kernel looked at the arguments.
         "python3 -c 'import ctypes,errno,platform\nassert "
         "platform.machine()==\"x86_64\"\nl=ctypes.CDLL(None,use_errno=True)\n"
         "for n in "
         "(248,249,250,321,298,323,425,426,427,304,303,312,155,165,166,161,272,308,169,167,168,246,320,175,313,176,103,"
         "163,179,"
         "172,173,227,428,429,430,431,432,433,442,319,447,29,68,212,300):\n  ctypes.set_errno(0)\n  "
         "r=l.syscall(n,0,0,0,0,0,0)\n  "
         "if r!=-1 or ctypes.get_errno() not in (1,38): print(\"escaped\",n,r,ctypes.get_errno())'"},
        {"uses the table of 32-bit calls",
         "python3 -c 'import ctypes,mmap\n"
         "m=mmap.mmap(-1,4096,prot=7)\nm.write(bytes.fromhex(\"53b814000000cd805bc3\"))\n"  // getpid by int 0x80
         "f=ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(m)))\nif f()>0: "
         "print(\"escaped\")'"},
        {"pushes input into a terminal",
         "python3 -c 'import os,fcntl,termios\nm,s=os.openpty()\ntry: fcntl.ioctl(s,termios.TIOCSTI,b\"x\"); "
         "print(\"escaped\")\nexcept OSError: pass\ntry: os.open(\"/dev/tty\",2); print(\"escaped\")\nexcept OSError: "
         "pass'"},
        {"changes the machine's settings",
         "for f in kernel/core_pattern kernel/hostname vm/drop_caches kernel/modprobe net/ipv4/ip_forward "
         "user/max_user_namespaces; do "
         "echo 1 > /proc/sys/$f && echo escaped $f; done; echo b > /proc/sysrq-trigger && echo escaped; hostname x && "
         "echo escaped; "
         "date -s 2001-01-01 && echo escaped; dmesg && echo escaped"},
        {"loads programs into the kernel",
         "command -v insmod && insmod x.ko && echo escaped; ls /sys/fs/bpf /sys/kernel/debug && echo escaped"},
    };
    return probes;
}

}  // namespace bw::test
