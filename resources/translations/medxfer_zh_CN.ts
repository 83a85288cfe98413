<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>AboutDialog</name>
        <message>
            <source>About medxfer</source>
            <translation>关于 medxfer</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Everything stays on this computer. Apache License 2.0.</source>
            <translation>所有数据都保留在本机。Apache License 2.0。</translation>
        </message>
        <message>
            <source>Research use only. Not a medical device: its predictions and overlays are not for diagnosis or treatment.</source>
            <translation>仅供科研使用。非医疗器械：其预测结果和叠加图不得用于诊断或治疗。</translation>
        </message>
        <message>
            <source>Transfer learning on medical images, on your desk.</source>
            <translation>桌面端医学影像迁移学习。</translation>
        </message>
    </context>
    <context>
        <name>Actions</name>
        <message>
            <source>&amp;File</source>
            <translation>文件(&amp;F)</translation>
        </message>
        <message>
            <source>&amp;Help</source>
            <translation>帮助(&amp;H)</translation>
        </message>
        <message>
            <source>&amp;View</source>
            <translation>视图(&amp;V)</translation>
        </message>
        <message>
            <source>About medxfer</source>
            <translation>关于 medxfer</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>跟随系统</translation>
        </message>
        <message>
            <source>Choose labels…</source>
            <translation>选择标签…</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>深色</translation>
        </message>
        <message>
            <source>Find a command</source>
            <translation>查找命令</translation>
        </message>
        <message>
            <source>Index the folder again</source>
            <translation>重新索引文件夹</translation>
        </message>
        <message>
            <source>Keys and mouse</source>
            <translation>键盘与鼠标</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>语言</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>浅色</translation>
        </message>
        <message>
            <source>Mask identity</source>
            <translation>遮蔽身份信息</translation>
        </message>
        <message>
            <source>Open files…</source>
            <translation>打开文件…</translation>
        </message>
        <message>
            <source>Open folder…</source>
            <translation>打开文件夹…</translation>
        </message>
        <message>
            <source>Open recent</source>
            <translation>最近打开</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>退出</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>搜索</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>主题</translation>
        </message>
    </context>
    <context>
        <name>Banner</name>
        <message>
            <source>Close this message</source>
            <translation>关闭此消息</translation>
        </message>
        <message>
            <source>Close this message (Esc)</source>
            <translation>关闭此消息（Esc）</translation>
        </message>
    </context>
    <context>
        <name>BrowserPage</name>
        <message>
            <source>1 patient · {series} series</source>
            <translation>1 位患者 · {series} 个序列</translation>
        </message>
        <message>
            <source>All tags…</source>
            <translation>全部标签…</translation>
        </message>
        <message>
            <source>Choose labels…</source>
            <translation>选择标签…</translation>
        </message>
        <message>
            <source>Choose the labels</source>
            <translation>选择标签</translation>
        </message>
        <message>
            <source>Grid of images, or one</source>
            <translation>图像网格或单幅图像</translation>
        </message>
        <message>
            <source>Library</source>
            <translation>图像库</translation>
        </message>
        <message>
            <source>Not searched: {reason}</source>
            <translation>未搜索：{reason}</translation>
        </message>
        <message>
            <source>Nothing matches. Fewer words find more; Keyword=value searches any tag.</source>
            <translation>没有匹配项。减少检索词可扩大结果；“关键字=值”可检索任意标签。</translation>
        </message>
        <message>
            <source>Open a folder of images</source>
            <translation>打开图像文件夹</translation>
        </message>
        <message>
            <source>Panels at the sides</source>
            <translation>两侧面板</translation>
        </message>
        <message>
            <source>Reading the library</source>
            <translation>正在读取图像库</translation>
        </message>
        <message>
            <source>Review the cohort</source>
            <translation>查看队列</translation>
        </message>
        <message>
            <source>Tables (*.csv)</source>
            <translation>表格 (*.csv)</translation>
        </message>
        <message>
            <source>{n} of {all} patients · {series} series</source>
            <translation>{n} / {all} 名患者 · {series} 个序列</translation>
        </message>
    </context>
    <context>
        <name>BugDialog</name>
        <message>
            <source>A mistake in the program</source>
            <translation>程序出错</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Copy details</source>
            <translation>复制详细信息</translation>
        </message>
        <message>
            <source>Details</source>
            <translation>详细信息</translation>
        </message>
        <message>
            <source>Log file: {path}</source>
            <translation>日志文件：{path}</translation>
        </message>
        <message>
            <source>The program made a mistake</source>
            <translation>程序出现错误</translation>
        </message>
        <message>
            <source>Your data and runs are untouched; what you were doing did not finish. Please report the details.</source>
            <translation>您的数据和运行未受影响；刚才的操作没有完成。请反馈以下详细信息。</translation>
        </message>
    </context>
    <context>
        <name>CaseDelegate</name>
        <message>
            <source>not readable</source>
            <translation>无法读取</translation>
        </message>
    </context>
    <context>
        <name>CaseGallery</name>
        <message>
            <source>Cases</source>
            <translation>病例</translation>
        </message>
        <message>
            <source>No case holds the text that is searched for.</source>
            <translation>没有病例包含所搜索的文字。</translation>
        </message>
        <message>
            <source>No case of {truth} is called {call} here. Move the operating point, or show all cases.</source>
            <translation>此处没有真实为 {truth} 而判为 {call} 的病例。请移动工作点，或显示全部病例。</translation>
        </message>
        <message>
            <source>Show all cases</source>
            <translation>显示全部病例</translation>
        </message>
        <message>
            <source>Show as a table</source>
            <translation>以表格显示</translation>
        </message>
        <message>
            <source>{count} cases, most confidently wrong first</source>
            <translation>{count} 例，错得最肯定的在前</translation>
        </message>
        <message>
            <source>{count} {truth} called {call}</source>
            <translation>{count} 例{truth}判为{call}</translation>
        </message>
    </context>
    <context>
        <name>CaseModel</name>
        <message>
            <source>Called</source>
            <translation>判为</translation>
        </message>
        <message>
            <source>Outcome</source>
            <translation>结果</translation>
        </message>
        <message>
            <source>Patient</source>
            <translation>患者</translation>
        </message>
        <message>
            <source>Score</source>
            <translation>得分</translation>
        </message>
        <message>
            <source>Truth</source>
            <translation>真值</translation>
        </message>
    </context>
    <context>
        <name>CasePanel</name>
        <message>
            <source>Choose one below the charts.</source>
            <translation>请在图表下方选择一例。</translation>
        </message>
        <message>
            <source>Class to explain</source>
            <translation>要解释的类别</translation>
        </message>
        <message>
            <source>Computing the map…</source>
            <translation>正在计算显著图…</translation>
        </message>
        <message>
            <source>Explaining</source>
            <translation>正在解释</translation>
        </message>
        <message>
            <source>Grad-CAM: where the network found what speaks for the class</source>
            <translation>Grad-CAM：网络在何处找到支持该类别的依据</translation>
        </message>
        <message>
            <source>No case chosen</source>
            <translation>未选择病例</translation>
        </message>
        <message>
            <source>No map without the image.</source>
            <translation>没有图像，无法给出显著图。</translation>
        </message>
        <message>
            <source>Opacity</source>
            <translation>不透明度</translation>
        </message>
        <message>
            <source>Opacity of the overlay</source>
            <translation>叠加图的不透明度</translation>
        </message>
        <message>
            <source>Opacity of the overlay; the window of the image stays as it is</source>
            <translation>叠加图的不透明度；不影响图像的窗宽窗位</translation>
        </message>
        <message>
            <source>Open its folder again.</source>
            <translation>请重新打开其所在文件夹。</translation>
        </message>
        <message>
            <source>Overlay</source>
            <translation>叠加图</translation>
        </message>
        <message>
            <source>Reading an image</source>
            <translation>正在读取图像</translation>
        </message>
        <message>
            <source>Show in the browser</source>
            <translation>在浏览页中显示</translation>
        </message>
        <message>
            <source>The image is not there any more</source>
            <translation>图像已不存在</translation>
        </message>
        <message>
            <source>The map resolves {rows} × {columns} places; what is between them is interpolated.</source>
            <translation>显著图的实际分辨率为 {rows} × {columns}，其间为插值。</translation>
        </message>
        <message>
            <source>Truth {truth} · called {call}, score {score}</source>
            <translation>真值 {truth} · 判为 {call}，得分 {score}</translation>
        </message>
        <message>
            <source>Truth {truth} · score {score} for {positive}, {side} the operating point {threshold}</source>
            <translation>真值 {truth} · {positive} 得分 {score}，{side}工作点 {threshold}</translation>
        </message>
        <message>
            <source>What spoke for a class</source>
            <translation>支持某类别的区域</translation>
        </message>
        <message>
            <source>at or above</source>
            <translation>达到或高于</translation>
        </message>
        <message>
            <source>below</source>
            <translation>低于</translation>
        </message>
        <message>
            <source>not labelled</source>
            <translation>未标注</translation>
        </message>
        <message>
            <source>{sign} Trust {trust}. {note}</source>
            <translation>{sign} 可信度 {trust}。{note}</translation>
        </message>
    </context>
    <context>
        <name>CineBar</name>
        <message>
            <source> / s</source>
            <translation> 帧/秒</translation>
        </message>
        <message>
            <source>Frames per second</source>
            <translation>每秒帧数</translation>
        </message>
        <message>
            <source>Position in the stack</source>
            <translation>在图像栈中的位置</translation>
        </message>
    </context>
    <context>
        <name>CohortPage</name>
        <message>
            <source>! A patient is in two parts</source>
            <translation>! 有患者同时出现在两个子集中</translation>
        </message>
        <message>
            <source>! A study is in two parts</source>
            <translation>! 有检查同时出现在两个子集中</translation>
        </message>
        <message>
            <source>! No {classes} in {part}: its AUC is not defined</source>
            <translation>! {part}中没有{classes}：该子集的 AUC 无定义</translation>
        </message>
        <message>
            <source>! One image a patient: where files do not name their patient, copies may lie in two parts</source>
            <translation>! 每名患者仅一幅图像：若文件未标明患者，同一图像的副本可能分到两个子集</translation>
        </message>
        <message>
            <source>Building the cohort</source>
            <translation>正在建立队列</translation>
        </message>
        <message>
            <source>Choose a CSV with one row an image, series, study or patient; or sort the images into class folders.</source>
            <translation>请选择 CSV 文件（每行对应一幅图像、一个序列、一次检查或一名患者），或将图像按类别放入各自的文件夹。</translation>
        </message>
        <message>
            <source>Choose labels…</source>
            <translation>选择标签…</translation>
        </message>
        <message>
            <source>Go to browse</source>
            <translation>转到浏览</translation>
        </message>
        <message>
            <source>How the split was made</source>
            <translation>划分方式</translation>
        </message>
        <message>
            <source>Labels are matched and patients are split.</source>
            <translation>正在匹配标签并划分患者。</translation>
        </message>
        <message>
            <source>Leakage</source>
            <translation>泄漏检查</translation>
        </message>
        <message>
            <source>No cohort from these labels</source>
            <translation>无法由这些标签建立队列</translation>
        </message>
        <message>
            <source>No folder is open</source>
            <translation>未打开文件夹</translation>
        </message>
        <message>
            <source>No labels yet</source>
            <translation>尚无标签</translation>
        </message>
        <message>
            <source>Open a folder of DICOM files, pictures in class folders, or a MedMNIST file.</source>
            <translation>请打开 DICOM 文件夹、按类别分文件夹的图片，或 MedMNIST 文件。</translation>
        </message>
        <message>
            <source>Patients, frames and classes by part</source>
            <translation>各子集的患者、帧与类别</translation>
        </message>
        <message>
            <source>Set up</source>
            <translation>设置</translation>
        </message>
        <message>
            <source>The reason is told above. Change what is chosen on the left, or take other labels.</source>
            <translation>原因见上方。请修改左侧的选项，或换用其他标签。</translation>
        </message>
        <message>
            <source>The same hash means the same frames in the same parts</source>
            <translation>哈希相同表示相同的帧位于相同的子集</translation>
        </message>
        <message>
            <source>Train</source>
            <translation>前往训练</translation>
        </message>
        <message>
            <source>split {hash}</source>
            <translation>划分 {hash}</translation>
        </message>
        <message>
            <source>test</source>
            <translation>测试集</translation>
        </message>
        <message>
            <source>train</source>
            <translation>训练集</translation>
        </message>
        <message>
            <source>two classes</source>
            <translation>二分类</translation>
        </message>
        <message>
            <source>validation</source>
            <translation>验证集</translation>
        </message>
        <message>
            <source>{n} classes</source>
            <translation>{n} 个类别</translation>
        </message>
        <message>
            <source>{n} labels</source>
            <translation>{n} 个标签</translation>
        </message>
        <message>
            <source>● No patient in two parts</source>
            <translation>● 没有患者跨子集</translation>
        </message>
        <message>
            <source>● No study in two parts</source>
            <translation>● 没有检查跨子集</translation>
        </message>
    </context>
    <context>
        <name>CohortSetup</name>
        <message>
            <source>A CSV with one row an image, series, study or patient (Ctrl+L)</source>
            <translation>CSV 文件，每行对应一幅图像、一个序列、一次检查或一名患者（Ctrl+L）</translation>
        </message>
        <message>
            <source>Choose labels…</source>
            <translation>选择标签…</translation>
        </message>
        <message>
            <source>Choose the labels</source>
            <translation>选择标签</translation>
        </message>
        <message>
            <source>Class folders</source>
            <translation>类别文件夹</translation>
        </message>
        <message>
            <source>Labels</source>
            <translation>标签</translation>
        </message>
        <message>
            <source>None chosen</source>
            <translation>未选择</translation>
        </message>
        <message>
            <source>Only a task of two classes has a positive one</source>
            <translation>只有二分类任务才有阳性类别</translation>
        </message>
        <message>
            <source>Positive class</source>
            <translation>阳性类别</translation>
        </message>
        <message>
            <source>Sensitivity is the recall of this class</source>
            <translation>灵敏度即该类别的召回率</translation>
        </message>
        <message>
            <source>Split by patient</source>
            <translation>按患者划分</translation>
        </message>
        <message>
            <source>Tables (*.csv *.tsv *.txt);;All files (*)</source>
            <translation>表格 (*.csv *.tsv *.txt);;所有文件 (*)</translation>
        </message>
        <message>
            <source>Task</source>
            <translation>任务</translation>
        </message>
        <message>
            <source>The labels say which part each image is in</source>
            <translation>标签已指定每幅图像所属的子集</translation>
        </message>
        <message>
            <source>Use class folders</source>
            <translation>使用类别文件夹</translation>
        </message>
    </context>
    <context>
        <name>CommandPalette</name>
        <message>
            <source>Find a command</source>
            <translation>查找命令</translation>
        </message>
    </context>
    <context>
        <name>ComparisonPanel</name>
        <message>
            <source>Did transfer help?</source>
            <translation>迁移学习有帮助吗？</translation>
        </message>
        <message>
            <source>Log</source>
            <translation>日志</translation>
        </message>
        <message>
            <source>Log of the run</source>
            <translation>运行日志</translation>
        </message>
        <message>
            <source>None yet. The first one appears here when it has started.</source>
            <translation>暂无。首个运行启动后会显示在这里。</translation>
        </message>
        <message>
            <source>Not measured yet.</source>
            <translation>尚未测量。</translation>
        </message>
        <message>
            <source>Runs on this cohort, validation AUC</source>
            <translation>本队列上的各次运行，验证集 AUC</translation>
        </message>
        <message>
            <source>The 95 % intervals do not overlap.</source>
            <translation>95 % 置信区间不重叠。</translation>
        </message>
        <message>
            <source>The 95 % intervals overlap: the difference may be chance.</source>
            <translation>95 % 置信区间重叠：差异可能由偶然造成。</translation>
        </message>
        <message>
            <source>Train once from scratch and once with transfer on this split; the difference is shown here.</source>
            <translation>在此划分上分别从头训练和迁移训练一次，差异会显示在这里。</translation>
        </message>
        <message>
            <source>Training took {transfer} against {scratch}.</source>
            <translation>训练耗时 {transfer}，从头训练为 {scratch}。</translation>
        </message>
        <message>
            <source>What the run does is written here.</source>
            <translation>运行过程会记录在这里。</translation>
        </message>
        <message>
            <source>{difference} AUC</source>
            <translation>AUC {difference}</translation>
        </message>
        <message>
            <source>{name}, the run in view</source>
            <translation>{name}，当前查看的运行</translation>
        </message>
        <message>
            <source>{transfer} with transfer, {scratch} from scratch, on the test part.</source>
            <translation>测试集上：迁移学习 {transfer}，从头训练 {scratch}。</translation>
        </message>
        <message>
            <source>{transfer} with transfer, {scratch} from scratch, on the validation part, which also chose the epoch. Evaluate both on the test part before you report it.</source>
            <translation>验证集上（轮次亦由其选定）：迁移学习 {transfer}，从头训练 {scratch}。报告之前请在测试集上评估两者。</translation>
        </message>
    </context>
    <context>
        <name>ConfusionView</name>
        <message>
            <source>Confusion matrix</source>
            <translation>混淆矩阵</translation>
        </message>
        <message>
            <source>One table a label; choose a case to see its labels.</source>
            <translation>每个标签一张表；选择病例可查看其标签。</translation>
        </message>
        <message>
            <source>called</source>
            <translation>判为</translation>
        </message>
        <message>
            <source>truth</source>
            <translation>真值</translation>
        </message>
        <message>
            <source>{count} of {total} {truth} called {call}. Click to see them.</source>
            <translation>{total} 例{truth}中有 {count} 例判为{call}。点击查看。</translation>
        </message>
    </context>
    <context>
        <name>Corners</name>
        <message>
            <source>SYNTHETIC</source>
            <translation>合成图像</translation>
        </message>
        <message>
            <source>inverted</source>
            <translation>已反转</translation>
        </message>
        <message>
            <source>mirrored</source>
            <translation>已镜像</translation>
        </message>
        <message>
            <source>rotated 180°</source>
            <translation>已旋转 180°</translation>
        </message>
        <message>
            <source>rotated 90° left</source>
            <translation>已左转 90°</translation>
        </message>
        <message>
            <source>rotated 90° right</source>
            <translation>已右转 90°</translation>
        </message>
    </context>
    <context>
        <name>CountsModel</name>
        <message>
            <source>Frames</source>
            <translation>帧数</translation>
        </message>
        <message>
            <source>Patients</source>
            <translation>患者数</translation>
        </message>
        <message>
            <source>Series</source>
            <translation>序列</translation>
        </message>
        <message>
            <source>Studies</source>
            <translation>检查</translation>
        </message>
        <message>
            <source>all</source>
            <translation>全部</translation>
        </message>
        <message>
            <source>test</source>
            <translation>测试集</translation>
        </message>
        <message>
            <source>train</source>
            <translation>训练集</translation>
        </message>
        <message>
            <source>validation</source>
            <translation>验证集</translation>
        </message>
        <message>
            <source>{name} (positive)</source>
            <translation>{name}（阳性）</translation>
        </message>
    </context>
    <context>
        <name>DropHint</name>
        <message>
            <source>Drop to open {mix} as one</source>
            <translation>松开即将{mix}一并打开</translation>
        </message>
        <message>
            <source>Drop to open {name}</source>
            <translation>松开即打开 {name}</translation>
        </message>
        <message>
            <source>Drop to take the labels from this table</source>
            <translation>松开即采用此表格中的标签</translation>
        </message>
        <message>
            <source>The labels are taken from {name}.</source>
            <translation>标签取自 {name}。</translation>
        </message>
    </context>
    <context>
        <name>EvaluationPage</name>
        <message>
            <source>Evaluating</source>
            <translation>正在评估</translation>
        </message>
        <message>
            <source>Evaluating on {name}</source>
            <translation>正在 {name} 上评估</translation>
        </message>
        <message>
            <source>Evaluating {name}</source>
            <translation>正在评估 {name}</translation>
        </message>
        <message>
            <source>External cohort</source>
            <translation>外部队列</translation>
        </message>
        <message>
            <source>External cohort…</source>
            <translation>外部队列…</translation>
        </message>
        <message>
            <source>Folder of the external cohort</source>
            <translation>外部队列的文件夹</translation>
        </message>
        <message>
            <source>Go to training</source>
            <translation>转到训练</translation>
        </message>
        <message>
            <source>It is evaluated as soon as its training has finished.</source>
            <translation>训练完成后会立即评估。</translation>
        </message>
        <message>
            <source>Labels of the external cohort (cancel: class folders)</source>
            <translation>外部队列的标签（取消则采用类别文件夹）</translation>
        </message>
        <message>
            <source>Measure this run on another labelled folder</source>
            <translation>在另一个有标签的文件夹上检验此运行</translation>
        </message>
        <message>
            <source>No run to evaluate</source>
            <translation>没有可评估的运行</translation>
        </message>
        <message>
            <source>Not evaluated</source>
            <translation>未评估</translation>
        </message>
        <message>
            <source>One file with every figure, to keep or to send</source>
            <translation>包含全部指标的单个文件，便于保存或发送</translation>
        </message>
        <message>
            <source>Part</source>
            <translation>子集</translation>
        </message>
        <message>
            <source>Report (*.html)</source>
            <translation>报告 (*.html)</translation>
        </message>
        <message>
            <source>Resume it on the Train page; it is evaluated when it is done.</source>
            <translation>请在“训练”页继续该运行；训练完成后会自动评估。</translation>
        </message>
        <message>
            <source>Tables (*.csv)</source>
            <translation>表格 (*.csv)</translation>
        </message>
        <message>
            <source>Test part</source>
            <translation>测试集</translation>
        </message>
        <message>
            <source>The Train page tells the reason. Put it right and resume the run there.</source>
            <translation>“训练”页说明了原因。请先解决问题，再在那里继续该运行。</translation>
        </message>
        <message>
            <source>The part is predicted; the line below shows how far.</source>
            <translation>正在预测该子集；进度见底部状态栏。</translation>
        </message>
        <message>
            <source>The reason is told above. Put it right and try again.</source>
            <translation>原因见上方。请更正后重试。</translation>
        </message>
        <message>
            <source>The training of this run failed</source>
            <translation>该运行训练失败</translation>
        </message>
        <message>
            <source>This run is being trained</source>
            <translation>该运行正在训练</translation>
        </message>
        <message>
            <source>This run was interrupted before its training had finished</source>
            <translation>该运行在训练完成前被中断</translation>
        </message>
        <message>
            <source>This run was not trained yet</source>
            <translation>该运行尚未训练</translation>
        </message>
        <message>
            <source>This run was stopped before its training had finished</source>
            <translation>该运行在训练完成前已停止</translation>
        </message>
        <message>
            <source>Train a run, or choose one among the runs; its metrics and cases appear here.</source>
            <translation>请训练一个运行，或从运行记录中选择；其指标和病例会显示在这里。</translation>
        </message>
        <message>
            <source>Training part</source>
            <translation>训练集</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>重试</translation>
        </message>
        <message>
            <source>Validation part</source>
            <translation>验证集</translation>
        </message>
        <message>
            <source>Write report</source>
            <translation>写报告</translation>
        </message>
        <message>
            <source>Write report…</source>
            <translation>写报告…</translation>
        </message>
        <message>
            <source>Writing the report</source>
            <translation>正在写报告</translation>
        </message>
        <message>
            <source>{n} frames, {patients} patients</source>
            <translation>{n} 帧，{patients} 名患者</translation>
        </message>
        <message>
            <source>{n} series, {patients} patients</source>
            <translation>{n} 个序列，{patients} 名患者</translation>
        </message>
        <message>
            <source>{n} studies, {patients} patients</source>
            <translation>{n} 次检查，{patients} 名患者</translation>
        </message>
        <message>
            <source>{patients} patients</source>
            <translation>{patients} 名患者</translation>
        </message>
    </context>
    <context>
        <name>ExportDialog</name>
        <message>
            <source>As seen, at the resolution of the image (PNG)</source>
            <translation>所见画面，图像分辨率（PNG）</translation>
        </message>
        <message>
            <source>As seen, at the resolution of the image: {width} × {height} (PNG)</source>
            <translation>按显示效果，图像原始分辨率：{width} × {height}（PNG）</translation>
        </message>
        <message>
            <source>As seen, at the resolution of the screen (PNG)</source>
            <translation>按显示效果，屏幕分辨率（PNG）</translation>
        </message>
        <message>
            <source>As seen, {scale} times the resolution of the image: {width} × {height} (PNG)</source>
            <translation>所见画面，图像分辨率的 {scale} 倍：{width} × {height}（PNG）</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Export image</source>
            <translation>导出图像</translation>
        </message>
        <message>
            <source>Exporting</source>
            <translation>正在导出</translation>
        </message>
        <message>
            <source>Not windowed, not turned, nothing drawn on it. The file says how to get back to the unit.</source>
            <translation>不加窗、不旋转、不叠加任何标记。文件中注明如何换算回原单位。</translation>
        </message>
        <message>
            <source>PNG images (*.png)</source>
            <translation>PNG 图像 (*.png)</translation>
        </message>
        <message>
            <source>Saved as {name}</source>
            <translation>已保存为 {name}</translation>
        </message>
        <message>
            <source>Save…</source>
            <translation>保存…</translation>
        </message>
        <message>
            <source>TIFF images (*.tiff *.tif)</source>
            <translation>TIFF 图像 (*.tiff *.tif)</translation>
        </message>
        <message>
            <source>The corners name the pseudonym. Words in the pixels themselves stay.</source>
            <translation>四角显示的是假名。像素中原有的文字仍会保留。</translation>
        </message>
        <message>
            <source>The picture will say who the patient is.</source>
            <translation>图片将显示患者身份。</translation>
        </message>
        <message>
            <source>Values before any window, 16 bits (PNG)</source>
            <translation>加窗前的像素值，16 位（PNG）</translation>
        </message>
        <message>
            <source>Values before any window, 16 bits (TIFF)</source>
            <translation>加窗前的像素值，16 位（TIFF）</translation>
        </message>
        <message>
            <source>What to write</source>
            <translation>导出内容</translation>
        </message>
        <message>
            <source>With identity</source>
            <translation>包含身份信息</translation>
        </message>
        <message>
            <source>Writes who the patient is into the picture</source>
            <translation>将患者身份写入图片</translation>
        </message>
    </context>
    <context>
        <name>Facts</name>
        <message>
            <source>Bits stored</source>
            <translation>存储位数</translation>
        </message>
        <message>
            <source>Body part</source>
            <translation>检查部位</translation>
        </message>
        <message>
            <source>Decoder</source>
            <translation>解码器</translation>
        </message>
        <message>
            <source>File</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>Frame rate</source>
            <translation>帧率</translation>
        </message>
        <message>
            <source>Frames</source>
            <translation>帧数</translation>
        </message>
        <message>
            <source>Manufacturer</source>
            <translation>制造商</translation>
        </message>
        <message>
            <source>Modality</source>
            <translation>成像设备类型</translation>
        </message>
        <message>
            <source>Overlays</source>
            <translation>叠加层</translation>
        </message>
        <message>
            <source>Photometric</source>
            <translation>光度学解释</translation>
        </message>
        <message>
            <source>Pixel spacing</source>
            <translation>像素间距</translation>
        </message>
        <message>
            <source>Rows × columns</source>
            <translation>行 × 列</translation>
        </message>
        <message>
            <source>SUV</source>
            <translation>SUV</translation>
        </message>
        <message>
            <source>Slice</source>
            <translation>层面</translation>
        </message>
        <message>
            <source>Transfer syntax</source>
            <translation>传输语法</translation>
        </message>
        <message>
            <source>View position</source>
            <translation>投照体位</translation>
        </message>
        <message>
            <source>Window</source>
            <translation>窗宽/窗位</translation>
        </message>
        <message>
            <source>value × {factor} g/ml</source>
            <translation>像素值 × {factor} g/ml</translation>
        </message>
        <message>
            <source>{rate} / s</source>
            <translation>{rate} 帧/秒</translation>
        </message>
    </context>
    <context>
        <name>FactsPanel</name>
        <message>
            <source>All tags…</source>
            <translation>全部标签…</translation>
        </message>
        <message>
            <source>Every element of the header (T)</source>
            <translation>文件头的全部数据元素（T）</translation>
        </message>
        <message>
            <source>Frame</source>
            <translation>帧</translation>
        </message>
        <message>
            <source>Label</source>
            <translation>标签</translation>
        </message>
        <message>
            <source>What the network sees</source>
            <translation>网络所见图像</translation>
        </message>
        <message>
            <source>colour, 0 to 1</source>
            <translation>彩色，0 到 1</translation>
        </message>
        <message>
            <source>file window, 0 to 1</source>
            <translation>文件窗宽窗位，0 到 1</translation>
        </message>
        <message>
            <source>full range, 0 to 1</source>
            <translation>全范围，0 到 1</translation>
        </message>
        <message>
            <source>polarity corrected</source>
            <translation>极性已校正</translation>
        </message>
        <message>
            <source>{size} × {size} pixels</source>
            <translation>{size} × {size} 像素</translation>
        </message>
    </context>
    <context>
        <name>FrameActions</name>
        <message>
            <source>Copy the image's UID</source>
            <translation>复制图像 UID</translation>
        </message>
        <message>
            <source>Finding the file</source>
            <translation>正在查找文件</translation>
        </message>
        <message>
            <source>Open beside</source>
            <translation>在另一侧打开</translation>
        </message>
        <message>
            <source>Open the image</source>
            <translation>打开图像</translation>
        </message>
        <message>
            <source>Show the file in its folder</source>
            <translation>在文件夹中显示该文件</translation>
        </message>
    </context>
    <context>
        <name>FrameGrid</name>
        <message>
            <source>Grid of images</source>
            <translation>图像网格</translation>
        </message>
    </context>
    <context>
        <name>FrameModel</name>
        <message>
            <source>Image {n} of {count}</source>
            <translation>第 {n} 幅，共 {count} 幅</translation>
        </message>
    </context>
    <context>
        <name>FramePainter</name>
        <message>
            <source>unreadable</source>
            <translation>无法读取</translation>
        </message>
    </context>
    <context>
        <name>FrameScope</name>
        <message>
            <source>Listing the images</source>
            <translation>正在列出图像</translation>
        </message>
    </context>
    <context>
        <name>FrameStore</name>
        <message>
            <source>Reading an image</source>
            <translation>正在读取图像</translation>
        </message>
    </context>
    <context>
        <name>FrameStrip</name>
        <message>
            <source>Images of the selection</source>
            <translation>所选内容的图像</translation>
        </message>
    </context>
    <context>
        <name>ImageCanvas</name>
        <message>
            <source>Image</source>
            <translation>图像</translation>
        </message>
        <message>
            <source>Reading…</source>
            <translation>正在读取…</translation>
        </message>
    </context>
    <context>
        <name>ImageStage</name>
        <message>
            <source>! not one clean volume ({n})</source>
            <translation>! 不是完整规整的容积（{n}）</translation>
        </message>
        <message>
            <source>Finding a series</source>
            <translation>正在查找序列</translation>
        </message>
    </context>
    <context>
        <name>IndexingStage</name>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Indexing</source>
            <translation>正在索引</translation>
        </message>
        <message>
            <source>The first images are shown as soon as every header was read. Next time the folder opens at once, and only what is new or changed is read.</source>
            <translation>读完所有文件头后即显示首批图像。下次打开该文件夹时立即可用，只读取新增或有变化的文件。</translation>
        </message>
        <message>
            <source>{stage}: {done}</source>
            <translation>{stage}：{done}</translation>
        </message>
        <message>
            <source>{stage}: {done} of {total}</source>
            <translation>{stage}：{done} / {total}</translation>
        </message>
    </context>
    <context>
        <name>IntakeCard</name>
        <message>
            <source>! {n} noted</source>
            <translation>! {n} 条提示</translation>
        </message>
        <message>
            <source>! {n} series with a note</source>
            <translation>! {n} 个序列有备注</translation>
        </message>
        <message>
            <source>Every file that was refused or has a note, with the reason and what helps</source>
            <translation>所有未接受或有备注的文件，附原因和解决办法</translation>
        </message>
        <message>
            <source>Intake report</source>
            <translation>入库检查报告</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>显示</translation>
        </message>
        <message>
            <source>What keeps each of them from being one clean volume</source>
            <translation>它们各自为何不是完整规整的容积</translation>
        </message>
        <message>
            <source>× {n} refused</source>
            <translation>× {n} 个未接受</translation>
        </message>
        <message>
            <source>✓ {n} ready</source>
            <translation>✓ {n} 个可用</translation>
        </message>
    </context>
    <context>
        <name>IntakeModel</name>
        <message>
            <source>! note</source>
            <translation>! 提示</translation>
        </message>
        <message>
            <source>! series</source>
            <translation>! 序列</translation>
        </message>
        <message>
            <source>Detail</source>
            <translation>细节</translation>
        </message>
        <message>
            <source>File or series</source>
            <translation>文件或序列</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>类型</translation>
        </message>
        <message>
            <source>Problem</source>
            <translation>问题</translation>
        </message>
        <message>
            <source>What to do</source>
            <translation>处理办法</translation>
        </message>
        <message>
            <source>duplicate</source>
            <translation>重复</translation>
        </message>
        <message>
            <source>object</source>
            <translation>对象</translation>
        </message>
        <message>
            <source>× refused</source>
            <translation>× 未接受</translation>
        </message>
        <message>
            <source>✓ ready</source>
            <translation>✓ 可用</translation>
        </message>
    </context>
    <context>
        <name>IntakeWindow</name>
        <message>
            <source>All</source>
            <translation>全部</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Check every image</source>
            <translation>检查每幅图像</translation>
        </message>
        <message>
            <source>Checked: {files}, {refused} refused.</source>
            <translation>已检查：{files}，{refused} 个未接受。</translation>
        </message>
        <message>
            <source>Checking {name}</source>
            <translation>正在检查 {name}</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Copy the selected rows, or all that are shown (Ctrl+C)</source>
            <translation>复制选中的行；未选中时复制当前显示的全部行（Ctrl+C）</translation>
        </message>
        <message>
            <source>Decode the first image of every file</source>
            <translation>解码每个文件的第一幅图像</translation>
        </message>
        <message>
            <source>Duplicates</source>
            <translation>重复文件</translation>
        </message>
        <message>
            <source>Every problem ({n})</source>
            <translation>全部问题（{n}）</translation>
        </message>
        <message>
            <source>Export CSV…</source>
            <translation>导出 CSV…</translation>
        </message>
        <message>
            <source>Export the intake report</source>
            <translation>导出入库检查报告</translation>
        </message>
        <message>
            <source>Files and series</source>
            <translation>文件与序列</translation>
        </message>
        <message>
            <source>Finding the image</source>
            <translation>正在查找图像</translation>
        </message>
        <message>
            <source>From the headers. “Check every image” also decodes each file, and looks for what only pixels tell.</source>
            <translation>依据文件头。“检查每幅图像”还会解码每个文件，查找只有像素才能反映的问题。</translation>
        </message>
        <message>
            <source>Intake report of {name}</source>
            <translation>{name} 的入库检查报告</translation>
        </message>
        <message>
            <source>Notes</source>
            <translation>提示</translation>
        </message>
        <message>
            <source>Objects</source>
            <translation>对象</translation>
        </message>
        <message>
            <source>Problem</source>
            <translation>问题</translation>
        </message>
        <message>
            <source>Reading the intake report</source>
            <translation>正在读取入库检查报告</translation>
        </message>
        <message>
            <source>Ready</source>
            <translation>可用</translation>
        </message>
        <message>
            <source>Refused</source>
            <translation>未接受</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>搜索</translation>
        </message>
        <message>
            <source>Series</source>
            <translation>序列</translation>
        </message>
        <message>
            <source>Tables (*.csv)</source>
            <translation>表格 (*.csv)</translation>
        </message>
        <message>
            <source>Write all rows that are shown to a table</source>
            <translation>将当前显示的全部行写入表格</translation>
        </message>
        <message>
            <source>Written to {name}: {rows}</source>
            <translation>已写入 {name}：{rows}</translation>
        </message>
        <message>
            <source>{done} of {total} files</source>
            <translation>{done} / {total} 个文件</translation>
        </message>
    </context>
    <context>
        <name>JobStatus</name>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Cancel: {title}</source>
            <translation>取消：{title}</translation>
        </message>
        <message>
            <source>Stopping</source>
            <translation>正在停止</translation>
        </message>
        <message>
            <source>{done} of {total} {unit}</source>
            <translation>{done} / {total} {unit}</translation>
        </message>
        <message>
            <source>{percent} %</source>
            <translation>{percent}%</translation>
        </message>
    </context>
    <context>
        <name>LibraryPanel</name>
        <message>
            <source>Copy the identifier</source>
            <translation>复制标识</translation>
        </message>
        <message>
            <source>Library</source>
            <translation>图像库</translation>
        </message>
        <message>
            <source>Open beside</source>
            <translation>在另一侧打开</translation>
        </message>
        <message>
            <source>Open folder…</source>
            <translation>打开文件夹…</translation>
        </message>
        <message>
            <source>Show as a grid</source>
            <translation>以网格显示</translation>
        </message>
        <message>
            <source>Show the file in its folder</source>
            <translation>在文件夹中显示该文件</translation>
        </message>
    </context>
    <context>
        <name>LiveCurves</name>
        <message>
            <source>Loss</source>
            <translation>损失</translation>
        </message>
        <message>
            <source>Validation AUC, 95 % interval</source>
            <translation>验证集 AUC，95 % 置信区间</translation>
        </message>
        <message>
            <source>best epoch {n}</source>
            <translation>最佳：第 {n} 轮</translation>
        </message>
        <message>
            <source>best step {n}</source>
            <translation>最佳：第 {n} 步</translation>
        </message>
        <message>
            <source>epoch</source>
            <translation>轮</translation>
        </message>
        <message>
            <source>from scratch</source>
            <translation>从头训练</translation>
        </message>
        <message>
            <source>step, from a strong penalty to a weak one</source>
            <translation>步，惩罚由强到弱</translation>
        </message>
        <message>
            <source>this run</source>
            <translation>本次运行</translation>
        </message>
        <message>
            <source>train</source>
            <translation>训练</translation>
        </message>
        <message>
            <source>validation</source>
            <translation>验证</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>A run is training</source>
            <translation>有运行正在训练</translation>
        </message>
        <message>
            <source>All files (*)</source>
            <translation>所有文件 (*)</translation>
        </message>
        <message>
            <source>Choose the labels</source>
            <translation>选择标签</translation>
        </message>
        <message>
            <source>Images, archives and labels ({patterns})</source>
            <translation>图像、压缩包和标签 ({patterns})</translation>
        </message>
        <message>
            <source>It can go on without the window; open the program again to look at it. A stopped run can be resumed.</source>
            <translation>关闭窗口后训练仍可继续，重新打开程序即可查看。停止的运行可以继续训练。</translation>
        </message>
        <message>
            <source>Keep training</source>
            <translation>继续训练</translation>
        </message>
        <message>
            <source>Open a folder of images</source>
            <translation>打开图像文件夹</translation>
        </message>
        <message>
            <source>Open files</source>
            <translation>打开文件</translation>
        </message>
        <message>
            <source>Stay</source>
            <translation>留在窗口</translation>
        </message>
        <message>
            <source>Stop training</source>
            <translation>停止训练</translation>
        </message>
        <message>
            <source>Tables (*.csv)</source>
            <translation>表格 (*.csv)</translation>
        </message>
        <message>
            <source>{name} is still training.</source>
            <translation>{name} 仍在训练。</translation>
        </message>
    </context>
    <context>
        <name>MetricCard</name>
        <message>
            <source>Interval: {method}.</source>
            <translation>区间：{method}。</translation>
        </message>
        <message>
            <source>no interval</source>
            <translation>无区间</translation>
        </message>
        <message>
            <source>not defined</source>
            <translation>无定义</translation>
        </message>
        <message>
            <source>{low} to {high}</source>
            <translation>{low} 至 {high}</translation>
        </message>
    </context>
    <context>
        <name>MetricsPanel</name>
        <message>
            <source>AUC</source>
            <translation>AUC</translation>
        </message>
        <message>
            <source>Accuracy</source>
            <translation>准确率</translation>
        </message>
        <message>
            <source>Brier</source>
            <translation>Brier</translation>
        </message>
        <message>
            <source>Confusion</source>
            <translation>混淆矩阵</translation>
        </message>
        <message>
            <source>Mean squared error of the probabilities: 0 is perfect.</source>
            <translation>概率的均方误差：0 为最佳。</translation>
        </message>
        <message>
            <source>PPV</source>
            <translation>阳性预测值</translation>
        </message>
        <message>
            <source>Probability that a positive case scores higher than a negative one.</source>
            <translation>阳性病例得分高于阴性病例的概率。</translation>
        </message>
        <message>
            <source>ROC curve</source>
            <translation>受试者工作特征（ROC）曲线</translation>
        </message>
        <message>
            <source>Reliability diagram</source>
            <translation>可靠性图</translation>
        </message>
        <message>
            <source>Sensitivity</source>
            <translation>灵敏度</translation>
        </message>
        <message>
            <source>Share of cases that were called right.</source>
            <translation>判断正确的病例所占比例。</translation>
        </message>
        <message>
            <source>Share of negative cases that were called negative.</source>
            <translation>阴性病例中被判为阴性的比例。</translation>
        </message>
        <message>
            <source>Share of positive calls that were right, at the prevalence of this part.</source>
            <translation>判为阳性者中真正阳性的比例（按本子集的患病率）。</translation>
        </message>
        <message>
            <source>Share of positive cases that were called positive.</source>
            <translation>阳性病例中被判为阳性的比例。</translation>
        </message>
        <message>
            <source>Specificity</source>
            <translation>特异度</translation>
        </message>
    </context>
    <context>
        <name>NetworkView</name>
        <message>
            <source>What the network sees</source>
            <translation>网络所见图像</translation>
        </message>
        <message>
            <source>colour</source>
            <translation>彩色</translation>
        </message>
        <message>
            <source>full range</source>
            <translation>全范围</translation>
        </message>
        <message>
            <source>padded to the square</source>
            <translation>已填充为正方形</translation>
        </message>
        <message>
            <source>polarity corrected</source>
            <translation>极性已校正</translation>
        </message>
        <message>
            <source>stretched to the square</source>
            <translation>已拉伸为正方形</translation>
        </message>
        <message>
            <source>values {low} to {high} of 0 to 255, learned as 0 to 1</source>
            <translation>取值 {low}–{high}（0–255），训练时 0–1</translation>
        </message>
        <message>
            <source>window of the file</source>
            <translation>文件窗宽窗位</translation>
        </message>
        <message>
            <source>{width} × {height} pixels, 1 channel</source>
            <translation>{width} × {height} 像素，1 个通道</translation>
        </message>
        <message>
            <source>{width} × {height} pixels, {channels} channels</source>
            <translation>{width} × {height} 像素，{channels} 个通道</translation>
        </message>
    </context>
    <context>
        <name>NoImagesStage</name>
        <message>
            <source>DICOM files, pictures (PNG, JPEG, TIFF and others), NIfTI volumes and MedMNIST .npz files can be read, with all subfolders and zip archives. The intake report says for every other file why it was left out.</source>
            <translation>可读取 DICOM 文件、图片（PNG、JPEG、TIFF 等）、NIfTI 体数据和 MedMNIST .npz 文件，包括所有子文件夹和 zip 压缩包。入库检查报告会说明其他每个文件未被采用的原因。</translation>
        </message>
        <message>
            <source>No images were found</source>
            <translation>未找到图像</translation>
        </message>
        <message>
            <source>No images were found in {name}</source>
            <translation>在 {name} 中未找到图像</translation>
        </message>
        <message>
            <source>Open another folder</source>
            <translation>打开其他文件夹</translation>
        </message>
        <message>
            <source>Show the intake report</source>
            <translation>显示入库检查报告</translation>
        </message>
    </context>
    <context>
        <name>ObjectPane</name>
        <message>
            <source>All tags…</source>
            <translation>全部标签…</translation>
        </message>
        <message>
            <source>Every element of the header (T)</source>
            <translation>文件头的全部数据元素（T）</translation>
        </message>
        <message>
            <source>Next</source>
            <translation>下一个</translation>
        </message>
        <message>
            <source>Previous</source>
            <translation>上一个</translation>
        </message>
        <message>
            <source>Reading an object</source>
            <translation>正在读取对象</translation>
        </message>
        <message>
            <source>The next object of this series</source>
            <translation>该序列的下一个对象</translation>
        </message>
        <message>
            <source>The previous object of this series</source>
            <translation>该序列的上一个对象</translation>
        </message>
        <message>
            <source>This object cannot be shown.</source>
            <translation>无法显示此对象。</translation>
        </message>
    </context>
    <context>
        <name>ObjectView</name>
        <message>
            <source>Content</source>
            <translation>内容</translation>
        </message>
        <message>
            <source>Refers to</source>
            <translation>引用</translation>
        </message>
        <message>
            <source>Show this series</source>
            <translation>显示此序列</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>值</translation>
        </message>
        <message>
            <source>a series that is not in this folder</source>
            <translation>不在此文件夹中的一个序列</translation>
        </message>
        <message>
            <source>and {n} more</source>
            <translation>另有 {n} 项</translation>
        </message>
        <message>
            <source>{n} series that are not in this folder</source>
            <translation>不在此文件夹中的 {n} 个序列</translation>
        </message>
    </context>
    <context>
        <name>OpenedName</name>
        <message>
            <source>1 file</source>
            <translation>1 个文件</translation>
        </message>
        <message>
            <source>1 folder</source>
            <translation>1 个文件夹</translation>
        </message>
        <message>
            <source>{first} and {second}</source>
            <translation>{first}和{second}</translation>
        </message>
        <message>
            <source>{mix} in {folder}</source>
            <translation>{folder} 中的{mix}</translation>
        </message>
        <message>
            <source>{n} files</source>
            <translation>{n} 个文件</translation>
        </message>
        <message>
            <source>{n} folders</source>
            <translation>{n} 个文件夹</translation>
        </message>
    </context>
    <context>
        <name>OperatingPoint</name>
        <message>
            <source>Back to the threshold that was chosen on validation</source>
            <translation>恢复为在验证集上选定的阈值</translation>
        </message>
        <message>
            <source>Operating point</source>
            <translation>工作点</translation>
        </message>
        <message>
            <source>Reset</source>
            <translation>复位</translation>
        </message>
        <message>
            <source>moved by hand; chosen was {threshold}</source>
            <translation>已手动调整；原选定值为 {threshold}</translation>
        </message>
    </context>
    <context>
        <name>OutlineModel</name>
        <message>
            <source>Hidden while privacy is on: it may say who the patient is.</source>
            <translation>隐私保护已开启，此处隐藏：内容可能透露患者身份。</translation>
        </message>
    </context>
    <context>
        <name>OutlinePanel</name>
        <message>
            <source>1 hit</source>
            <translation>1 处匹配</translation>
        </message>
        <message>
            <source>1 row</source>
            <translation>1 行</translation>
        </message>
        <message>
            <source>Collapse all</source>
            <translation>全部折叠</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Copy all</source>
            <translation>复制全部</translation>
        </message>
        <message>
            <source>Copy the rows</source>
            <translation>复制各行</translation>
        </message>
        <message>
            <source>Copy the selected rows, or all (Ctrl+C)</source>
            <translation>复制选中的行；未选中时复制全部（Ctrl+C）</translation>
        </message>
        <message>
            <source>Copy the value</source>
            <translation>复制值</translation>
        </message>
        <message>
            <source>Copying rows</source>
            <translation>正在复制各行</translation>
        </message>
        <message>
            <source>Expand all below</source>
            <translation>展开全部下级</translation>
        </message>
        <message>
            <source>Next</source>
            <translation>下一个</translation>
        </message>
        <message>
            <source>Next hit (F3, Enter)</source>
            <translation>下一个匹配项（F3、Enter）</translation>
        </message>
        <message>
            <source>Previous</source>
            <translation>上一个</translation>
        </message>
        <message>
            <source>Previous hit (Shift+F3)</source>
            <translation>上一个匹配项（Shift+F3）</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>搜索</translation>
        </message>
        <message>
            <source>The whole value</source>
            <translation>完整的值</translation>
        </message>
        <message>
            <source>{n} hits</source>
            <translation>{n} 个匹配项</translation>
        </message>
        <message>
            <source>{n} of {all} hits</source>
            <translation>第 {n} 个，共 {all} 个匹配项</translation>
        </message>
        <message>
            <source>{n} rows</source>
            <translation>{n} 行</translation>
        </message>
    </context>
    <context>
        <name>Pace</name>
        <message>
            <source>{minutes} min left</source>
            <translation>剩余 {minutes} 分钟</translation>
        </message>
        <message>
            <source>{n} {unit}/s</source>
            <translation>{n} {unit}/秒</translation>
        </message>
        <message>
            <source>{seconds} s left</source>
            <translation>剩余 {seconds} 秒</translation>
        </message>
    </context>
    <context>
        <name>Page</name>
        <message>
            <source>Browse</source>
            <translation>浏览</translation>
        </message>
        <message>
            <source>Cohort</source>
            <translation>队列</translation>
        </message>
        <message>
            <source>Evaluate</source>
            <translation>评估</translation>
        </message>
        <message>
            <source>Runs</source>
            <translation>运行记录</translation>
        </message>
        <message>
            <source>Train</source>
            <translation>训练</translation>
        </message>
    </context>
    <context>
        <name>PatientNames</name>
        <message>
            <source>(no patient ID)</source>
            <translation>（无患者 ID）</translation>
        </message>
    </context>
    <context>
        <name>Preset</name>
        <message>
            <source>Abdomen</source>
            <translation>腹部</translation>
        </message>
        <message>
            <source>Auto (1st to 99th percentile)</source>
            <translation>自动（第 1 至第 99 百分位）</translation>
        </message>
        <message>
            <source>Bone</source>
            <translation>骨</translation>
        </message>
        <message>
            <source>Brain</source>
            <translation>脑</translation>
        </message>
        <message>
            <source>File</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>Full range</source>
            <translation>全范围</translation>
        </message>
        <message>
            <source>Liver</source>
            <translation>肝</translation>
        </message>
        <message>
            <source>Lung</source>
            <translation>肺</translation>
        </message>
        <message>
            <source>Mediastinum</source>
            <translation>纵隔</translation>
        </message>
        <message>
            <source>Spine, soft tissue</source>
            <translation>脊柱软组织</translation>
        </message>
        <message>
            <source>Stroke</source>
            <translation>卒中</translation>
        </message>
        <message>
            <source>Subdural</source>
            <translation>硬膜下</translation>
        </message>
        <message>
            <source>Temporal bone</source>
            <translation>颞骨</translation>
        </message>
        <message>
            <source>W {width} · L {level}</source>
            <translation>W {width} · L {level}</translation>
        </message>
        <message>
            <source>{name} (table)</source>
            <translation>{name}（查找表）</translation>
        </message>
    </context>
    <context>
        <name>Probe</name>
        <message>
            <source>R {red} G {green} B {blue}</source>
            <translation>R {red} G {green} B {blue}</translation>
        </message>
        <message>
            <source>SUVbw {suv} g/ml</source>
            <translation>SUVbw {suv} g/ml</translation>
        </message>
        <message>
            <source>SUVbw {suv} g/ml · {value}</source>
            <translation>SUVbw {suv} g/ml · {value}</translation>
        </message>
        <message>
            <source>row {row} · column {column}</source>
            <translation>行 {row} · 列 {column}</translation>
        </message>
    </context>
    <context>
        <name>ProblemsModel</name>
        <message>
            <source>(patient, masked)</source>
            <translation>（患者，已遮蔽）</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>类型</translation>
        </message>
        <message>
            <source>Line</source>
            <translation>行</translation>
        </message>
        <message>
            <source>Row or image</source>
            <translation>行或图像</translation>
        </message>
        <message>
            <source>What is wrong</source>
            <translation>问题说明</translation>
        </message>
    </context>
    <context>
        <name>ProblemsView</name>
        <message>
            <source>1 problem</source>
            <translation>1 个问题</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Copy the rows in view, as a table</source>
            <translation>将当前显示的各行复制为表格</translation>
        </message>
        <message>
            <source>Labels</source>
            <translation>标签问题</translation>
        </message>
        <message>
            <source>Problems of the labels</source>
            <translation>标签中的问题</translation>
        </message>
        <message>
            <source>Show only these</source>
            <translation>仅显示这些</translation>
        </message>
        <message>
            <source>{count} problems</source>
            <translation>{count} 个问题</translation>
        </message>
        <message>
            <source>● Every labelled row has its image, and no label contradicts another.</source>
            <translation>● 每个有标签的行都有对应图像，且标签互不矛盾。</translation>
        </message>
    </context>
    <context>
        <name>Rail</name>
        <message>
            <source>Stages</source>
            <translation>阶段</translation>
        </message>
        <message>
            <source>{title} (Ctrl+{number})</source>
            <translation>{title}（Ctrl+{number}）</translation>
        </message>
    </context>
    <context>
        <name>RecipeCard</name>
        <message>
            <source>Advanced recipe</source>
            <translation>高级训练方案</translation>
        </message>
        <message>
            <source>Compute</source>
            <translation>计算设备</translation>
        </message>
        <message>
            <source>Image</source>
            <translation>图像</translation>
        </message>
        <message>
            <source>Run</source>
            <translation>运行</translation>
        </message>
        <message>
            <source>Training</source>
            <translation>训练</translation>
        </message>
        <message>
            <source>{count} changed</source>
            <translation>已更改 {count} 项</translation>
        </message>
    </context>
    <context>
        <name>Ruler</name>
        <message>
            <source>{length} at detector</source>
            <translation>{length}（探测器平面）</translation>
        </message>
        <message>
            <source>{length} calibrated</source>
            <translation>{length}（已校准）</translation>
        </message>
        <message>
            <source>{value} px · no spacing</source>
            <translation>{value} px · 无像素间距</translation>
        </message>
    </context>
    <context>
        <name>RunView</name>
        <message>
            <source>Cohort and split are frozen; Resume begins the training.</source>
            <translation>队列与划分已冻结；点击“继续训练”即开始训练。</translation>
        </message>
        <message>
            <source>Epoch {epoch} of {epochs}</source>
            <translation>第 {epoch} 轮，共 {epochs} 轮</translation>
        </message>
        <message>
            <source>Finished</source>
            <translation>已完成</translation>
        </message>
        <message>
            <source>Loss on a logarithmic axis</source>
            <translation>损失采用对数坐标</translation>
        </message>
        <message>
            <source>Nothing had been learned yet; Resume starts from the beginning.</source>
            <translation>停止时尚未学到任何内容；“继续训练”将从头开始。</translation>
        </message>
        <message>
            <source>Nothing had been saved yet; Resume starts from the beginning.</source>
            <translation>尚未保存任何检查点；“继续训练”将从头开始。</translation>
        </message>
        <message>
            <source>Picture (*.png *.svg *.pdf)</source>
            <translation>图片 (*.png *.svg *.pdf)</translation>
        </message>
        <message>
            <source>Prepared, not trained yet</source>
            <translation>已准备，尚未训练</translation>
        </message>
        <message>
            <source>Preparing</source>
            <translation>正在准备</translation>
        </message>
        <message>
            <source>Save as picture…</source>
            <translation>另存为图片…</translation>
        </message>
        <message>
            <source>Save as table…</source>
            <translation>另存为表格…</translation>
        </message>
        <message>
            <source>Save the curves</source>
            <translation>保存曲线</translation>
        </message>
        <message>
            <source>Save the numbers</source>
            <translation>保存数值</translation>
        </message>
        <message>
            <source>Step {epoch} of {epochs}</source>
            <translation>第 {epoch} 步，共 {epochs} 步</translation>
        </message>
        <message>
            <source>Step {n} is kept: the strongest penalty whose validation loss is within one standard error of the lowest.</source>
            <translation>保留第 {n} 步：在验证损失与最低值相差不超过一个标准误的各步中，惩罚最强的一步。</translation>
        </message>
        <message>
            <source>Stopped after epoch {epoch}; Resume goes on with the next one.</source>
            <translation>在第 {epoch} 轮之后停止；“继续训练”将从下一轮开始。</translation>
        </message>
        <message>
            <source>Stopped in epoch {epoch}; Resume goes on at the next batch.</source>
            <translation>在第 {epoch} 轮中停止；“继续训练”将从下一个批次开始。</translation>
        </message>
        <message>
            <source>Table (*.csv)</source>
            <translation>表格 (*.csv)</translation>
        </message>
        <message>
            <source>Training failed</source>
            <translation>训练失败</translation>
        </message>
        <message>
            <source>Training was interrupted</source>
            <translation>训练中断</translation>
        </message>
        <message>
            <source>Training was stopped</source>
            <translation>训练已停止</translation>
        </message>
        <message>
            <source>best validation AUC {auc}</source>
            <translation>最佳验证集 AUC {auc}</translation>
        </message>
        <message>
            <source>log scale</source>
            <translation>对数刻度</translation>
        </message>
        <message>
            <source>the training process starts</source>
            <translation>训练进程正在启动</translation>
        </message>
        <message>
            <source>{duration} left</source>
            <translation>剩余 {duration}</translation>
        </message>
        <message>
            <source>{rate} images/s</source>
            <translation>{rate} 幅/秒</translation>
        </message>
    </context>
    <context>
        <name>RunsModel</name>
        <message>
            <source>Mode</source>
            <translation>模式</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>名称</translation>
        </message>
        <message>
            <source>Runs with the same hash learned from the same split and can be compared</source>
            <translation>哈希相同的运行使用同一划分，可以相互比较</translation>
        </message>
        <message>
            <source>Source</source>
            <translation>源模型</translation>
        </message>
        <message>
            <source>Split</source>
            <translation>划分</translation>
        </message>
        <message>
            <source>Started</source>
            <translation>开始时间</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>Test AUC</source>
            <translation>测试集 AUC</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>耗时</translation>
        </message>
        <message>
            <source>Validation AUC</source>
            <translation>验证集 AUC</translation>
        </message>
        <message>
            <source>{status}, epoch {epoch} of {epochs}</source>
            <translation>{status}，第 {epoch} 轮，共 {epochs} 轮</translation>
        </message>
    </context>
    <context>
        <name>RunsPage</name>
        <message>
            <source>A run folder that lies elsewhere</source>
            <translation>位于其他位置的运行文件夹</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>删除</translation>
        </message>
        <message>
            <source>Delete the run</source>
            <translation>删除运行</translation>
        </message>
        <message>
            <source>Delete {name} with its checkpoints and results?</source>
            <translation>删除 {name} 及其检查点和结果？</translation>
        </message>
        <message>
            <source>Delete…</source>
            <translation>删除…</translation>
        </message>
        <message>
            <source>Deleting {name}</source>
            <translation>正在删除 {name}</translation>
        </message>
        <message>
            <source>Every training leaves a run here, with all that is needed to repeat it.</source>
            <translation>每次训练都会在此留下一个运行，其中包含重复该训练所需的全部信息。</translation>
        </message>
        <message>
            <source>Go to training</source>
            <translation>转到训练</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>保留</translation>
        </message>
        <message>
            <source>Look at this run; a finished one is evaluated</source>
            <translation>查看此运行；已完成的运行会进行评估</translation>
        </message>
        <message>
            <source>No other run learned from the same split; figures of other splits do not compare.</source>
            <translation>没有其他运行使用相同的划分；不同划分的指标不可比较。</translation>
        </message>
        <message>
            <source>No runs yet</source>
            <translation>尚无运行</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>打开</translation>
        </message>
        <message>
            <source>Open a run folder</source>
            <translation>打开运行文件夹</translation>
        </message>
        <message>
            <source>Open another folder…</source>
            <translation>打开其他文件夹…</translation>
        </message>
        <message>
            <source>Reading runs</source>
            <translation>正在读取运行记录</translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>继续训练</translation>
        </message>
        <message>
            <source>Resuming {name}</source>
            <translation>正在恢复 {name}</translation>
        </message>
        <message>
            <source>Runs</source>
            <translation>运行记录</translation>
        </message>
        <message>
            <source>Show folder</source>
            <translation>显示文件夹</translation>
        </message>
        <message>
            <source>Train on from the last checkpoint</source>
            <translation>从最近的检查点继续训练</translation>
        </message>
        <message>
            <source>{count} other runs learned from the same split: their figures can be compared.</source>
            <translation>另有 {count} 个运行使用相同的划分，其指标可以比较。</translation>
        </message>
        <message>
            <source>{folder} is removed and cannot be brought back.</source>
            <translation>{folder} 将被删除且无法恢复。</translation>
        </message>
    </context>
    <context>
        <name>SavedSearches</name>
        <message>
            <source>Delete {name}</source>
            <translation>删除 {name}</translation>
        </message>
        <message>
            <source>Name for this search</source>
            <translation>此搜索的名称</translation>
        </message>
        <message>
            <source>New name</source>
            <translation>新名称</translation>
        </message>
        <message>
            <source>None yet. Search for something, then give it a name here.</source>
            <translation>暂无。先搜索内容，再在此处命名保存。</translation>
        </message>
        <message>
            <source>Rename</source>
            <translation>重命名</translation>
        </message>
        <message>
            <source>Rename {name}</source>
            <translation>重命名 {name}</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>保存</translation>
        </message>
        <message>
            <source>Saved searches</source>
            <translation>已保存的搜索</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
        <message>
            <source>{name} was deleted</source>
            <translation>已删除 {name}</translation>
        </message>
    </context>
    <context>
        <name>ScopeBar</name>
        <message>
            <source>All images of the folder, or of what the search has found</source>
            <translation>文件夹或搜索结果中的全部图像</translation>
        </message>
        <message>
            <source>All images of this patient</source>
            <translation>该患者的全部图像</translation>
        </message>
        <message>
            <source>Everything</source>
            <translation>全部</translation>
        </message>
        <message>
            <source>Everything found</source>
            <translation>全部搜索结果</translation>
        </message>
        <message>
            <source>Grid</source>
            <translation>网格</translation>
        </message>
        <message>
            <source>Many small images at once (G)</source>
            <translation>同时显示多幅小图像（G）</translation>
        </message>
        <message>
            <source>One image after the other (G)</source>
            <translation>逐幅显示图像（G）</translation>
        </message>
        <message>
            <source>Patient</source>
            <translation>患者</translation>
        </message>
        <message>
            <source>Series</source>
            <translation>序列</translation>
        </message>
        <message>
            <source>Size of the images</source>
            <translation>图像大小</translation>
        </message>
        <message>
            <source>Stack</source>
            <translation>图像栈</translation>
        </message>
        <message>
            <source>Study</source>
            <translation>检查</translation>
        </message>
        <message>
            <source>The images of the rows that are selected in the tree</source>
            <translation>目录树中选中各行的图像</translation>
        </message>
        <message>
            <source>The images of this series</source>
            <translation>该序列的图像</translation>
        </message>
        <message>
            <source>The images of this study</source>
            <translation>该检查的图像</translation>
        </message>
        <message>
            <source>{n} selected</source>
            <translation>已选 {n} 项</translation>
        </message>
    </context>
    <context>
        <name>SearchField</name>
        <message>
            <source>Saved searches</source>
            <translation>已保存的搜索</translation>
        </message>
        <message>
            <source>Saved searches, and saving this one (Ctrl+D)</source>
            <translation>已保存的搜索，以及保存当前搜索（Ctrl+D）</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>搜索</translation>
        </message>
        <message>
            <source>Search, or Keyword=value (Ctrl+F)</source>
            <translation>搜索，或“关键字=值”（Ctrl+F）</translation>
        </message>
        <message>
            <source>Words in patient, study, series, modality and body part; Modality=MR or Manufacturer="GE Medical" searches any element of the header. All must hold.</source>
            <translation>在患者、检查、序列、模态和部位中查找词语；Modality=MR 或 Manufacturer="GE Medical" 可搜索文件头的任意数据元素。须全部符合。</translation>
        </message>
    </context>
    <context>
        <name>Session</name>
        <message>
            <source>Building the cohort</source>
            <translation>正在建立队列</translation>
        </message>
        <message>
            <source>Indexing {name}</source>
            <translation>正在索引 {name}</translation>
        </message>
        <message>
            <source>Looking for a run that is going</source>
            <translation>正在查找进行中的运行</translation>
        </message>
        <message>
            <source>Opening {name}</source>
            <translation>正在打开 {name}</translation>
        </message>
        <message>
            <source>nothing has changed</source>
            <translation>没有变化</translation>
        </message>
        <message>
            <source>{name}: {changes}</source>
            <translation>{name}：{changes}</translation>
        </message>
        <message>
            <source>{n} changed</source>
            <translation>{n} 个有变化</translation>
        </message>
        <message>
            <source>{n} gone</source>
            <translation>{n} 个已不存在</translation>
        </message>
        <message>
            <source>{n} moved</source>
            <translation>{n} 个已移动</translation>
        </message>
        <message>
            <source>{n} new</source>
            <translation>{n} 个新增</translation>
        </message>
    </context>
    <context>
        <name>ShortcutsDialog</name>
        <message>
            <source>Keys and mouse</source>
            <translation>键盘与鼠标</translation>
        </message>
    </context>
    <context>
        <name>SourceCard</name>
        <message>
            <source>A safetensors or state-dict file of this architecture</source>
            <translation>该网络结构的 safetensors 或 state-dict 权重文件</translation>
        </message>
        <message>
            <source>Do not use the file</source>
            <translation>不使用该文件</translation>
        </message>
        <message>
            <source>Source model</source>
            <translation>源模型</translation>
        </message>
        <message>
            <source>Weights (*.safetensors *.pt *.pth *.bin);;All files (*)</source>
            <translation>权重 (*.safetensors *.pt *.pth *.bin);;所有文件 (*)</translation>
        </message>
        <message>
            <source>Weights from a file…</source>
            <translation>从文件载入权重…</translation>
        </message>
        <message>
            <source>Weights of {name}</source>
            <translation>{name} 的权重</translation>
        </message>
        <message>
            <source>needs a file</source>
            <translation>需要权重文件</translation>
        </message>
        <message>
            <source>offline</source>
            <translation>离线</translation>
        </message>
        <message>
            <source>own weights</source>
            <translation>自备权重</translation>
        </message>
        <message>
            <source>{millions} M parameters</source>
            <translation>{millions} M 个参数</translation>
        </message>
    </context>
    <context>
        <name>SplitCard</name>
        <message>
            <source>! leakage</source>
            <translation>! 存在泄漏</translation>
        </message>
        <message>
            <source>A patient is in two parts</source>
            <translation>有患者同时出现在两个子集中</translation>
        </message>
        <message>
            <source>No cohort yet.</source>
            <translation>尚无队列。</translation>
        </message>
        <message>
            <source>No patient is in two parts</source>
            <translation>没有患者同时出现在两个子集中</translation>
        </message>
        <message>
            <source>Split by patient</source>
            <translation>按患者划分</translation>
        </message>
        <message>
            <source>{train} train · {validation} validation · {test} test patients</source>
            <translation>患者：训练 {train} · 验证 {validation} · 测试 {test}</translation>
        </message>
        <message>
            <source>● patients apart</source>
            <translation>● 患者互不重叠</translation>
        </message>
    </context>
    <context>
        <name>StageButton</name>
        <message>
            <source>{title}, done</source>
            <translation>{title}，已完成</translation>
        </message>
    </context>
    <context>
        <name>StartStage</name>
        <message>
            <source>DICOM files and media, pictures, NIfTI volumes, MedMNIST files, class folders of them, also in zip archives. Drop any mix of folders and files here, with a CSV of labels if there is one, or choose a folder.</source>
            <translation>DICOM 文件和介质、图片、NIfTI 体数据、MedMNIST 文件及其类别文件夹，也可位于 zip 压缩包中。可将任意多个文件夹和文件一并拖到此处，如有标签 CSV 也可一同拖入；或选择文件夹。</translation>
        </message>
        <message>
            <source>Open a folder</source>
            <translation>打开文件夹</translation>
        </message>
        <message>
            <source>Open a folder of images</source>
            <translation>打开图像文件夹</translation>
        </message>
        <message>
            <source>Opened lately</source>
            <translation>最近打开</translation>
        </message>
    </context>
    <context>
        <name>StatusLine</name>
        <message>
            <source>CPU · {cores} cores</source>
            <translation>CPU · {cores} 核</translation>
        </message>
        <message>
            <source>Cancel: {title}</source>
            <translation>取消：{title}</translation>
        </message>
        <message>
            <source>Language of the window</source>
            <translation>界面语言</translation>
        </message>
        <message>
            <source>Looking for a graphics card</source>
            <translation>正在查找显卡</translation>
        </message>
        <message>
            <source>Nothing leaves this computer.</source>
            <translation>数据不会离开本机。</translation>
        </message>
        <message>
            <source>Other work in the background</source>
            <translation>其他后台任务</translation>
        </message>
        <message>
            <source>memory {used} / {total} GB</source>
            <translation>内存 {used} / {total} GB</translation>
        </message>
        <message>
            <source>offline</source>
            <translation>离线</translation>
        </message>
        <message>
            <source>{n} more</source>
            <translation>另有 {n} 项</translation>
        </message>
    </context>
    <context>
        <name>StudyTree</name>
        <message>
            <source>Patients, studies and series</source>
            <translation>患者、检查与序列</translation>
        </message>
    </context>
    <context>
        <name>StudyTreeModel</name>
        <message>
            <source>({n} of {all})</source>
            <translation>（{n}/{all}）</translation>
        </message>
        <message>
            <source>1 frame</source>
            <translation>1 帧</translation>
        </message>
        <message>
            <source>1 object</source>
            <translation>1 个对象</translation>
        </message>
        <message>
            <source>Stack {n}</source>
            <translation>图像栈 {n}</translation>
        </message>
        <message>
            <source>no description</source>
            <translation>无描述</translation>
        </message>
        <message>
            <source>picture</source>
            <translation>图片</translation>
        </message>
        <message>
            <source>volume</source>
            <translation>容积</translation>
        </message>
        <message>
            <source>volume {n} of {all}</source>
            <translation>容积 {n}/{all}</translation>
        </message>
        <message>
            <source>{n} frames</source>
            <translation>{n} 帧</translation>
        </message>
        <message>
            <source>{n} objects</source>
            <translation>{n} 个对象</translation>
        </message>
        <message>
            <source>{n} pictures</source>
            <translation>{n} 张图片</translation>
        </message>
        <message>
            <source>{n} series</source>
            <translation>{n} 个序列</translation>
        </message>
        <message>
            <source>{n} volumes</source>
            <translation>{n} 个容积</translation>
        </message>
    </context>
    <context>
        <name>TagDialog</name>
        <message>
            <source>Look at an image to see its header.</source>
            <translation>查看一幅图像后，此处显示其文件头。</translation>
        </message>
        <message>
            <source>Reading the header</source>
            <translation>正在读取文件头</translation>
        </message>
        <message>
            <source>Tags</source>
            <translation>DICOM 标签</translation>
        </message>
        <message>
            <source>This header cannot be shown.</source>
            <translation>无法显示此文件头。</translation>
        </message>
        <message>
            <source>This image has no DICOM header.</source>
            <translation>此图像没有 DICOM 文件头。</translation>
        </message>
    </context>
    <context>
        <name>TagModel</name>
        <message>
            <source>Keyword</source>
            <translation>关键字</translation>
        </message>
        <message>
            <source>Tag</source>
            <translation>标签号</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>值</translation>
        </message>
    </context>
    <context>
        <name>Thumbnails</name>
        <message>
            <source>Reading thumbnails</source>
            <translation>正在读取缩略图</translation>
        </message>
    </context>
    <context>
        <name>TopBar</name>
        <message>
            <source>1 frame</source>
            <translation>1 帧</translation>
        </message>
        <message>
            <source>1 patient</source>
            <translation>1 名患者</translation>
        </message>
        <message>
            <source>Folder {name}</source>
            <translation>文件夹 {name}</translation>
        </message>
        <message>
            <source>Identity shown</source>
            <translation>身份可见</translation>
        </message>
        <message>
            <source>Names and identifiers are on screen until the program ends. Press to replace them again.</source>
            <translation>姓名和标识将一直显示，直到程序关闭。点击可重新以假名代替。</translation>
        </message>
        <message>
            <source>Names and identifiers are replaced by pseudonyms. Press to show them in this session.</source>
            <translation>姓名和标识已用假名代替。点击可在本次使用期间显示。</translation>
        </message>
        <message>
            <source>Not a medical device: not for diagnosis or treatment.</source>
            <translation>非医疗器械：不得用于诊断或治疗。</translation>
        </message>
        <message>
            <source>Privacy on</source>
            <translation>隐私保护开</translation>
        </message>
        <message>
            <source>Research use only</source>
            <translation>仅供科研使用</translation>
        </message>
        <message>
            <source>{n} frames</source>
            <translation>{n} 帧</translation>
        </message>
        <message>
            <source>{n} patients</source>
            <translation>{n} 名患者</translation>
        </message>
    </context>
    <context>
        <name>Trainer</name>
        <message>
            <source>Preparing the run</source>
            <translation>正在准备运行</translation>
        </message>
        <message>
            <source>Resuming the run</source>
            <translation>正在恢复运行</translation>
        </message>
        <message>
            <source>Training {name}</source>
            <translation>正在训练 {name}</translation>
        </message>
    </context>
    <context>
        <name>TrainingActions</name>
        <message>
            <source>Continues from the last checkpoint</source>
            <translation>从最近的检查点继续</translation>
        </message>
        <message>
            <source>Ends at this batch and writes a checkpoint; Resume continues from it</source>
            <translation>当前批次结束后停止并写入检查点；点击“继续训练”即从此处继续</translation>
        </message>
        <message>
            <source>Evaluate</source>
            <translation>评估</translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>继续训练</translation>
        </message>
        <message>
            <source>Start training</source>
            <translation>开始训练</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>停止</translation>
        </message>
        <message>
            <source>Stop ends at this batch and keeps a checkpoint. Training goes on when you close the window.</source>
            <translation>“停止”会在当前批次结束时停下并保留检查点。关闭窗口后训练仍会继续。</translation>
        </message>
        <message>
            <source>Stopping…</source>
            <translation>正在停止…</translation>
        </message>
        <message>
            <source>This batch ends, then a checkpoint is written.</source>
            <translation>当前批次结束后写入检查点。</translation>
        </message>
        <message>
            <source>Training needs a cohort: open a folder and choose its labels.</source>
            <translation>训练需要队列：请打开文件夹并选择标签。</translation>
        </message>
        <message>
            <source>Trains a new run as it is set up above; other runs stay as they are</source>
            <translation>按上方的设置训练一个新的运行；其他运行保持不变</translation>
        </message>
    </context>
    <context>
        <name>TrainingPage</name>
        <message>
            <source>Choose the labels; the cohort is split by patient before anything is trained.</source>
            <translation>请选择标签；训练开始之前，队列会按患者划分。</translation>
        </message>
        <message>
            <source>Go to cohort</source>
            <translation>转到队列</translation>
        </message>
        <message>
            <source>Loss and validation AUC appear here as the run goes on. Quick is a good first look.</source>
            <translation>训练过程中，损失和验证集 AUC 会显示在这里。建议先用“快速”模式。</translation>
        </message>
        <message>
            <source>No cohort yet</source>
            <translation>尚无队列</translation>
        </message>
        <message>
            <source>Nothing to train on yet</source>
            <translation>尚无可供训练的数据</translation>
        </message>
        <message>
            <source>Open a folder</source>
            <translation>打开文件夹</translation>
        </message>
        <message>
            <source>Open a folder of images first, then choose the labels it is trained on.</source>
            <translation>请先打开图像文件夹，再选择用于训练的标签。</translation>
        </message>
        <message>
            <source>Reading runs</source>
            <translation>正在读取运行记录</translation>
        </message>
        <message>
            <source>Ready to train</source>
            <translation>可以开始训练</translation>
        </message>
        <message>
            <source>Set up</source>
            <translation>设置</translation>
        </message>
    </context>
    <context>
        <name>TrainingSetup</name>
        <message>
            <source>Every layer adapts to your images. Slower; worth it with more data.</source>
            <translation>各层都随您的图像调整。较慢；数据较多时值得采用。</translation>
        </message>
        <message>
            <source>From scratch (control)</source>
            <translation>从头训练（对照）</translation>
        </message>
        <message>
            <source>Quick</source>
            <translation>快速</translation>
        </message>
        <message>
            <source>Random start, nothing transferred: shows whether transfer helps.</source>
            <translation>随机初始化，不做迁移：用于判断迁移学习是否有帮助。</translation>
        </message>
        <message>
            <source>The network stays as it is; a new classifier learns on its features.</source>
            <translation>冻结网络，仅在其特征上训练新的分类器。</translation>
        </message>
        <message>
            <source>Whole network</source>
            <translation>微调整个网络</translation>
        </message>
    </context>
    <context>
        <name>ViewCommands</name>
        <message>
            <source>Actual pixels (1:1)</source>
            <translation>实际像素（1:1）</translation>
        </message>
        <message>
            <source>Copy image</source>
            <translation>复制图像</translation>
        </message>
        <message>
            <source>Ctrl + wheel</source>
            <translation>Ctrl + 滚轮</translation>
        </message>
        <message>
            <source>Delete all rulers and probes</source>
            <translation>删除全部测量线和取值点</translation>
        </message>
        <message>
            <source>Delete ruler or probe</source>
            <translation>删除测量线或取值点</translation>
        </message>
        <message>
            <source>Double click</source>
            <translation>双击</translation>
        </message>
        <message>
            <source>Drag</source>
            <translation>拖动</translation>
        </message>
        <message>
            <source>First frame</source>
            <translation>第一帧</translation>
        </message>
        <message>
            <source>Fit to view</source>
            <translation>适合窗口</translation>
        </message>
        <message>
            <source>Flip left to right</source>
            <translation>左右翻转</translation>
        </message>
        <message>
            <source>Flip top to bottom</source>
            <translation>上下翻转</translation>
        </message>
        <message>
            <source>Invert</source>
            <translation>反转</translation>
        </message>
        <message>
            <source>Last frame</source>
            <translation>最后一帧</translation>
        </message>
        <message>
            <source>Leave the tool</source>
            <translation>退出工具</translation>
        </message>
        <message>
            <source>Left drag</source>
            <translation>左键拖动</translation>
        </message>
        <message>
            <source>Move</source>
            <translation>移动</translation>
        </message>
        <message>
            <source>Move the image, as the middle button does</source>
            <translation>移动图像，与中键相同</translation>
        </message>
        <message>
            <source>Next frame</source>
            <translation>下一帧</translation>
        </message>
        <message>
            <source>Next window</source>
            <translation>下一窗宽窗位</translation>
        </message>
        <message>
            <source>Overlays</source>
            <translation>叠加层</translation>
        </message>
        <message>
            <source>Picture</source>
            <translation>图片</translation>
        </message>
        <message>
            <source>Presets</source>
            <translation>预设</translation>
        </message>
        <message>
            <source>Previous frame</source>
            <translation>上一帧</translation>
        </message>
        <message>
            <source>Previous window</source>
            <translation>上一窗宽窗位</translation>
        </message>
        <message>
            <source>Probe</source>
            <translation>取值</translation>
        </message>
        <message>
            <source>Redo ruler or probe</source>
            <translation>重做测量线或取值点</translation>
        </message>
        <message>
            <source>Reset view</source>
            <translation>复位视图</translation>
        </message>
        <message>
            <source>Rotate left</source>
            <translation>向左旋转</translation>
        </message>
        <message>
            <source>Rotate right</source>
            <translation>向右旋转</translation>
        </message>
        <message>
            <source>Ruler</source>
            <translation>测距</translation>
        </message>
        <message>
            <source>Rulers and probes</source>
            <translation>测量线与取值点</translation>
        </message>
        <message>
            <source>Shift + drag</source>
            <translation>Shift + 拖动</translation>
        </message>
        <message>
            <source>Stack</source>
            <translation>图像栈</translation>
        </message>
        <message>
            <source>Ten frames back</source>
            <translation>后退十帧</translation>
        </message>
        <message>
            <source>Ten frames forward</source>
            <translation>前进十帧</translation>
        </message>
        <message>
            <source>Through the stack</source>
            <translation>翻阅图像栈</translation>
        </message>
        <message>
            <source>Tools</source>
            <translation>工具</translation>
        </message>
        <message>
            <source>Undo ruler or probe</source>
            <translation>撤销测量线或取值点</translation>
        </message>
        <message>
            <source>What the tool does; every tool moves ends of rulers</source>
            <translation>当前工具的操作；任何工具均可移动测量线端点</translation>
        </message>
        <message>
            <source>Wheel</source>
            <translation>滚轮</translation>
        </message>
        <message>
            <source>Window</source>
            <translation>窗宽/窗位</translation>
        </message>
        <message>
            <source>Window (left, right) and level (up, down)</source>
            <translation>窗宽（左右）与窗位（上下）</translation>
        </message>
        <message>
            <source>Words in the corners</source>
            <translation>角落文字</translation>
        </message>
        <message>
            <source>Zoom</source>
            <translation>缩放</translation>
        </message>
        <message>
            <source>Zoom and position</source>
            <translation>缩放与位置</translation>
        </message>
        <message>
            <source>Zoom at the pointer</source>
            <translation>以指针为中心缩放</translation>
        </message>
        <message>
            <source>Zoom in</source>
            <translation>放大</translation>
        </message>
        <message>
            <source>Zoom out</source>
            <translation>缩小</translation>
        </message>
    </context>
    <context>
        <name>ViewTools</name>
        <message>
            <source>Picture</source>
            <translation>图片</translation>
        </message>
        <message>
            <source>Presets</source>
            <translation>预设</translation>
        </message>
        <message>
            <source>Rotate</source>
            <translation>旋转</translation>
        </message>
    </context>
    <context>
        <name>Viewer</name>
        <message>
            <source>Choose a series: it opens here</source>
            <translation>选择一个序列，即在此处打开</translation>
        </message>
        <message>
            <source>This image cannot be shown.</source>
            <translation>无法显示此图像。</translation>
        </message>
    </context>
    <context>
        <name>ViewerCommands</name>
        <message>
            <source>Cine</source>
            <translation>电影播放</translation>
        </message>
        <message>
            <source>Compare two</source>
            <translation>双图对比</translation>
        </message>
        <message>
            <source>Each side alone</source>
            <translation>两侧各自独立</translation>
        </message>
        <message>
            <source>Export image…</source>
            <translation>导出图像…</translation>
        </message>
        <message>
            <source>Full screen</source>
            <translation>全屏</translation>
        </message>
        <message>
            <source>Link the sides</source>
            <translation>两侧联动</translation>
        </message>
        <message>
            <source>Only zoom and position go together: one side has a single image, or both share no slice</source>
            <translation>仅缩放与位置联动：一侧只有一幅图像，或两侧没有共同层面</translation>
        </message>
        <message>
            <source>Open containing folder</source>
            <translation>打开所在文件夹</translation>
        </message>
        <message>
            <source>Other side</source>
            <translation>切换到另一侧</translation>
        </message>
        <message>
            <source>Picture</source>
            <translation>图片</translation>
        </message>
        <message>
            <source>Play</source>
            <translation>播放</translation>
        </message>
        <message>
            <source>Play faster</source>
            <translation>加快播放</translation>
        </message>
        <message>
            <source>Play slower</source>
            <translation>放慢播放</translation>
        </message>
        <message>
            <source>Scrolling, zoom and position go together</source>
            <translation>滚动、缩放与位置联动</translation>
        </message>
        <message>
            <source>Side by side</source>
            <translation>并排显示</translation>
        </message>
        <message>
            <source>What the network sees</source>
            <translation>网络所见图像</translation>
        </message>
        <message>
            <source>Zoom and position go together</source>
            <translation>缩放与位置联动</translation>
        </message>
    </context>
    <context>
        <name>WorkArea</name>
        <message>
            <source>No images here</source>
            <translation>此处没有图像</translation>
        </message>
        <message>
            <source>Nothing matches the search</source>
            <translation>没有匹配搜索的内容</translation>
        </message>
    </context>
    <context>
        <name>case_words</name>
        <message>
            <source>correct</source>
            <translation>正确</translation>
        </message>
        <message>
            <source>false alarm</source>
            <translation>误报</translation>
        </message>
        <message>
            <source>hit</source>
            <translation>命中</translation>
        </message>
        <message>
            <source>missed</source>
            <translation>漏诊</translation>
        </message>
        <message>
            <source>no label</source>
            <translation>无标签</translation>
        </message>
        <message>
            <source>right</source>
            <translation>正确</translation>
        </message>
        <message>
            <source>wrong</source>
            <translation>错误</translation>
        </message>
    </context>
    <context>
        <name>core</name>
        <message>
            <source>%</source>
            <translation>%</translation>
        </message>
        <message>
            <source>0.5 where validation holds one class only</source>
            <translation>验证集只有一个类别，取 0.5</translation>
        </message>
        <message>
            <source>1 slice is missing</source>
            <translation>缺失 1 层</translation>
        </message>
        <message>
            <source>1 − specificity</source>
            <translation>1 − 特异度</translation>
        </message>
        <message>
            <source>95 % {low} to {high}</source>
            <translation>95 % {low} 至 {high}</translation>
        </message>
        <message>
            <source>; </source>
            <translation>；</translation>
        </message>
        <message>
            <source>A DICOM object without a picture</source>
            <translation>不含图像的 DICOM 对象</translation>
        </message>
        <message>
            <source>A TIFF of a kind that is not read here</source>
            <translation>此处不支持该类 TIFF</translation>
        </message>
        <message>
            <source>A class column holds neither 0 nor 1.</source>
            <translation>类别列中的值既不是 0 也不是 1。</translation>
        </message>
        <message>
            <source>A colour image has no 16-bit values</source>
            <translation>彩色图像没有 16 位像素值</translation>
        </message>
        <message>
            <source>A decoder for this compression is not installed</source>
            <translation>未安装该压缩格式的解码器</translation>
        </message>
        <message>
            <source>A document, not a picture</source>
            <translation>文档，不是图像</translation>
        </message>
        <message>
            <source>A dose distribution, not a picture of a patient</source>
            <translation>剂量分布，不是患者图像</translation>
        </message>
        <message>
            <source>A duplicate of another file</source>
            <translation>与其他文件重复</translation>
        </message>
        <message>
            <source>A link to a folder that the opened one lies in</source>
            <translation>指向上级文件夹的链接</translation>
        </message>
        <message>
            <source>A link to a folder that was searched already</source>
            <translation>指向已搜索文件夹的链接</translation>
        </message>
        <message>
            <source>A link within an archive</source>
            <translation>压缩包内的链接</translation>
        </message>
        <message>
            <source>A localiser, not a diagnostic image</source>
            <translation>定位像，不是诊断图像</translation>
        </message>
        <message>
            <source>A moving picture</source>
            <translation>动态图片</translation>
        </message>
        <message>
            <source>A name that `medxfer sources` lists, or any timm architecture</source>
            <translation>`medxfer sources` 列出的名称，或任意 timm 网络结构</translation>
        </message>
        <message>
            <source>A parametric map, not a picture of a patient</source>
            <translation>参数图，不是患者图像</translation>
        </message>
        <message>
            <source>A picture in a format that is not read here</source>
            <translation>此处不支持该图片格式</translation>
        </message>
        <message>
            <source>A positive class needs two classes; these labels have {count}.</source>
            <translation>只有二分类才能指定阳性类别；这些标签有 {count} 个类别。</translation>
        </message>
        <message>
            <source>A second member with the same name</source>
            <translation>另有同名成员</translation>
        </message>
        <message>
            <source>A segmentation, not a picture of a patient</source>
            <translation>分割对象，不是患者图像</translation>
        </message>
        <message>
            <source>A series over time or of several contrasts, not a volume; it is shown in order of time.</source>
            <translation>动态或多对比度序列，不是单一体数据；按时间顺序显示。</translation>
        </message>
        <message>
            <source>A video</source>
            <translation>视频</translation>
        </message>
        <message>
            <source>A volume in a format that is not read here</source>
            <translation>此处不支持该体数据格式</translation>
        </message>
        <message>
            <source>A window of the file is empty or has no width; it is not used</source>
            <translation>文件中有窗宽窗位为空或窗宽为零；不予采用</translation>
        </message>
        <message>
            <source>AUC</source>
            <translation>AUC</translation>
        </message>
        <message>
            <source>Add a column label, or one column of 0 and 1 for each class.</source>
            <translation>请添加 label 列，或为每个类别添加一列 0 和 1。</translation>
        </message>
        <message>
            <source>Add patients or leave the class out; with a test share of 0, two patients are enough.</source>
            <translation>请增加患者或去掉该类别；测试比例设为 0 时两名患者即可。</translation>
        </message>
        <message>
            <source>Algorithm</source>
            <translation>算法</translation>
        </message>
        <message>
            <source>All images lie at one position</source>
            <translation>所有图像位于同一位置</translation>
        </message>
        <message>
            <source>All labelled images are of one class: {name}.</source>
            <translation>所有有标签的图像都属于同一类别：{name}。</translation>
        </message>
        <message>
            <source>All pixels have the same value</source>
            <translation>所有像素的值相同</translation>
        </message>
        <message>
            <source>An Analyze image, or half of a NIfTI pair</source>
            <translation>Analyze 图像，或 NIfTI 文件对的其中一半</translation>
        </message>
        <message>
            <source>An archive of a kind that is not read here</source>
            <translation>此处不支持该类压缩包</translation>
        </message>
        <message>
            <source>An archive within an archive</source>
            <translation>压缩包内的压缩包</translation>
        </message>
        <message>
            <source>Annotation texts</source>
            <translation>标注文字</translation>
        </message>
        <message>
            <source>Annotations</source>
            <translation>标注</translation>
        </message>
        <message>
            <source>Augmentation</source>
            <translation>数据增强</translation>
        </message>
        <message>
            <source>Author</source>
            <translation>作者</translation>
        </message>
        <message>
            <source>Balance classes</source>
            <translation>类别平衡</translation>
        </message>
        <message>
            <source>Batch size</source>
            <translation>批大小</translation>
        </message>
        <message>
            <source>Beams</source>
            <translation>射束</translation>
        </message>
        <message>
            <source>Bits Allocated cannot be read</source>
            <translation>无法读取 Bits Allocated</translation>
        </message>
        <message>
            <source>Bits Stored does not fit Bits Allocated</source>
            <translation>Bits Stored 与 Bits Allocated 不符</translation>
        </message>
        <message>
            <source>Body rate</source>
            <translation>主干学习率比例</translation>
        </message>
        <message>
            <source>Brier</source>
            <translation>Brier</translation>
        </message>
        <message>
            <source>Building the cohort</source>
            <translation>正在建立队列</translation>
        </message>
        <message>
            <source>CPU threads; 0: one per core</source>
            <translation>CPU 线程数；0 表示每核一个</translation>
        </message>
        <message>
            <source>CPU, {number} threads</source>
            <translation>CPU，{number} 线程</translation>
        </message>
        <message>
            <source>CSV with labels; without it class folders are the labels</source>
            <translation>标签 CSV 文件；未给出时以类别文件夹为标签</translation>
        </message>
        <message>
            <source>Cases whose images cannot be decoded were left out; `medxfer check` on the folder lists them.</source>
            <translation>图像无法解码的病例已排除；对该文件夹运行 `medxfer check` 可列出它们。</translation>
        </message>
        <message>
            <source>Category</source>
            <translation>类别</translation>
        </message>
        <message>
            <source>Channel</source>
            <translation>通道</translation>
        </message>
        <message>
            <source>Channels</source>
            <translation>通道</translation>
        </message>
        <message>
            <source>Check its permissions.</source>
            <translation>请检查其访问权限。</translation>
        </message>
        <message>
            <source>Check that the key column names images of this folder.</source>
            <translation>请确认键列所指的是此文件夹中的图像。</translation>
        </message>
        <message>
            <source>Check the free space and your access rights there.</source>
            <translation>请检查该处的可用空间和您的访问权限。</translation>
        </message>
        <message>
            <source>Check the free space and your access rights.</source>
            <translation>请检查可用空间和您的访问权限。</translation>
        </message>
        <message>
            <source>Check the name, or plug the drive in.</source>
            <translation>请检查名称，或连接该驱动器。</translation>
        </message>
        <message>
            <source>Check the name.</source>
            <translation>请检查名称。</translation>
        </message>
        <message>
            <source>Check the permissions of the file.</source>
            <translation>请检查文件的访问权限。</translation>
        </message>
        <message>
            <source>Check the permissions of {path}.</source>
            <translation>请检查 {path} 的访问权限。</translation>
        </message>
        <message>
            <source>Choose a folder or some files.</source>
            <translation>请选择文件夹或若干文件。</translation>
        </message>
        <message>
            <source>Choose a folder that holds config.json; `medxfer runs` lists them.</source>
            <translation>请选择含有 config.json 的文件夹；`medxfer runs` 可列出它们。</translation>
        </message>
        <message>
            <source>Choose a folder you may write to.</source>
            <translation>请选择您有写入权限的文件夹。</translation>
        </message>
        <message>
            <source>Choose a labels file, or sort the images into one folder for each class.</source>
            <translation>请选择标签文件，或将图像按类别放入各自的文件夹。</translation>
        </message>
        <message>
            <source>Choose a new folder for the run, or delete the old run first.</source>
            <translation>请为此运行选择新文件夹，或先删除旧的运行。</translation>
        </message>
        <message>
            <source>Choose a new or empty folder for the demo.</source>
            <translation>请为演示选择新的或空的文件夹。</translation>
        </message>
        <message>
            <source>Choose a run folder.</source>
            <translation>请选择运行文件夹。</translation>
        </message>
        <message>
            <source>Choose a smaller batch size or image size.</source>
            <translation>请减小批大小或图像尺寸。</translation>
        </message>
        <message>
            <source>Choose another architecture.</source>
            <translation>请选择其他网络结构。</translation>
        </message>
        <message>
            <source>Choose another folder.</source>
            <translation>请选择其他文件夹。</translation>
        </message>
        <message>
            <source>Choose another part, or prepare a run with a larger share for it.</source>
            <translation>请选择其他子集，或新建一个该子集比例更大的运行。</translation>
        </message>
        <message>
            <source>Choose another part.</source>
            <translation>请选择其他子集。</translation>
        </message>
        <message>
            <source>Choose another place.</source>
            <translation>请选择其他位置。</translation>
        </message>
        <message>
            <source>Choose another with --home or MEDXFER_HOME.</source>
            <translation>请用 --home 或 MEDXFER_HOME 另选一个。</translation>
        </message>
        <message>
            <source>Choose one of: {names}.</source>
            <translation>请选择其中之一：{names}。</translation>
        </message>
        <message>
            <source>Choose the architecture the weights were trained with.</source>
            <translation>请选择训练该权重所用的网络结构。</translation>
        </message>
        <message>
            <source>Choose the device “auto” or “cpu”.</source>
            <translation>请将设备设为“自动”或“CPU”。</translation>
        </message>
        <message>
            <source>Class {name} has too few patients ({count}): {parts} need at least one each ({needed}).</source>
            <translation>类别 {name} 有 {count} 名患者；{parts} 各至少需要一名（共 {needed} 名）。</translation>
        </message>
        <message>
            <source>Classes without a case, or with cases only, are left out of the mean AUC.</source>
            <translation>没有病例或全部为病例的类别不计入平均 AUC。</translation>
        </message>
        <message>
            <source>Close other programs and try again.</source>
            <translation>请关闭其他程序后重试。</translation>
        </message>
        <message>
            <source>Close other programs that use it, and check that the disk is not full and the folder can be written.</source>
            <translation>请关闭正在使用它的其他程序，并确认磁盘未满、文件夹可写。</translation>
        </message>
        <message>
            <source>Close programs that use it.</source>
            <translation>请关闭正在使用它的程序。</translation>
        </message>
        <message>
            <source>Columns × rows</source>
            <translation>列 × 行</translation>
        </message>
        <message>
            <source>Compare runs of one split.</source>
            <translation>请比较同一划分的运行。</translation>
        </message>
        <message>
            <source>Compare runs of one task.</source>
            <translation>请比较同一任务的运行。</translation>
        </message>
        <message>
            <source>Completion</source>
            <translation>完成状态</translation>
        </message>
        <message>
            <source>Compressed by a method that is not read</source>
            <translation>所用压缩方法不受支持</translation>
        </message>
        <message>
            <source>Computing features</source>
            <translation>正在计算特征</translation>
        </message>
        <message>
            <source>Confidence</source>
            <translation>置信度</translation>
        </message>
        <message>
            <source>Confusion matrix</source>
            <translation>混淆矩阵</translation>
        </message>
        <message>
            <source>Confusion matrix, {unit}</source>
            <translation>混淆矩阵，{unit}</translation>
        </message>
        <message>
            <source>Contours</source>
            <translation>轮廓</translation>
        </message>
        <message>
            <source>Control points</source>
            <translation>控制点</translation>
        </message>
        <message>
            <source>Convert it to NIfTI (.nii.gz).</source>
            <translation>请转换为 NIfTI（.nii.gz）。</translation>
        </message>
        <message>
            <source>Convert it to integers or real numbers.</source>
            <translation>请转换为整数或实数。</translation>
        </message>
        <message>
            <source>Convert it to single frames first.</source>
            <translation>请先转换为单帧图像。</translation>
        </message>
        <message>
            <source>Copy or download it again, or convert it anew.</source>
            <translation>请重新复制或下载，或重新转换。</translation>
        </message>
        <message>
            <source>Copy or download it again.</source>
            <translation>请重新复制或下载。</translation>
        </message>
        <message>
            <source>Count</source>
            <translation>数量</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>日期</translation>
        </message>
        <message>
            <source>DeLong, logit scale</source>
            <translation>DeLong 法，logit 尺度</translation>
        </message>
        <message>
            <source>Decision</source>
            <translation>判定</translation>
        </message>
        <message>
            <source>Decoding files</source>
            <translation>正在解码文件</translation>
        </message>
        <message>
            <source>Decoding images</source>
            <translation>正在解码图像</translation>
        </message>
        <message>
            <source>Decoding takes more memory than is allowed</source>
            <translation>解码所需内存超过允许值</translation>
        </message>
        <message>
            <source>Decoding took longer than {seconds:.0f} s and was stopped</source>
            <translation>解码超过 {seconds:.0f} 秒，已停止</translation>
        </message>
        <message>
            <source>Decompress the file with another tool.</source>
            <translation>请用其他工具解压该文件。</translation>
        </message>
        <message>
            <source>Decoupled weight decay of AdamW</source>
            <translation>AdamW 的解耦权重衰减</translation>
        </message>
        <message>
            <source>Deeper content is not shown</source>
            <translation>更深层的内容未显示</translation>
        </message>
        <message>
            <source>Deformation grid</source>
            <translation>形变网格</translation>
        </message>
        <message>
            <source>Delete the run and start it again.</source>
            <translation>请删除此运行并重新开始。</translation>
        </message>
        <message>
            <source>Description</source>
            <translation>描述</translation>
        </message>
        <message>
            <source>Device</source>
            <translation>设备</translation>
        </message>
        <message>
            <source>Displayed area</source>
            <translation>显示区域</translation>
        </message>
        <message>
            <source>Do not share it as it is.</source>
            <translation>请勿原样分享。</translation>
        </message>
        <message>
            <source>Document (CDA)</source>
            <translation>文档（CDA）</translation>
        </message>
        <message>
            <source>Document (PDF)</source>
            <translation>文档（PDF）</translation>
        </message>
        <message>
            <source>Download the file again; MedMNIST files hold train_images, train_labels and so on.</source>
            <translation>请重新下载该文件；MedMNIST 文件应含有 train_images、train_labels 等数组。</translation>
        </message>
        <message>
            <source>Drawings</source>
            <translation>图形标注</translation>
        </message>
        <message>
            <source>Drop the images with the one table that holds their labels.</source>
            <translation>请将图像与唯一一个标签表格一起拖入。</translation>
        </message>
        <message>
            <source>Duration</source>
            <translation>时长</translation>
        </message>
        <message>
            <source>Each patient's images are a series of their own here; other programs may mix them.</source>
            <translation>此处每名患者的图像各成一个序列；其他程序可能会将其混在一起。</translation>
        </message>
        <message>
            <source>Encrypted</source>
            <translation>已加密</translation>
        </message>
        <message>
            <source>Epoch</source>
            <translation>轮次</translation>
        </message>
        <message>
            <source>Epochs</source>
            <translation>训练轮数</translation>
        </message>
        <message>
            <source>Evaluate it first.</source>
            <translation>请先评估。</translation>
        </message>
        <message>
            <source>Evaluate the run again.</source>
            <translation>请重新评估此运行。</translation>
        </message>
        <message>
            <source>Expands further than an image would, as in an archive made to harm</source>
            <translation>解压后远大于正常图像，如同蓄意制作的恶意压缩包</translation>
        </message>
        <message>
            <source>Explaining</source>
            <translation>正在解释</translation>
        </message>
        <message>
            <source>Export it as it is seen.</source>
            <translation>请按显示效果导出。</translation>
        </message>
        <message>
            <source>Export the file again from its source.</source>
            <translation>请从来源系统重新导出该文件。</translation>
        </message>
        <message>
            <source>Fewer than 30 patients: the intervals are rough.</source>
            <translation>患者不足 30 名：区间仅供粗略参考。</translation>
        </message>
        <message>
            <source>Fit</source>
            <translation>适配方式</translation>
        </message>
        <message>
            <source>Flipped</source>
            <translation>翻转</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>文件夹</translation>
        </message>
        <message>
            <source>Folder of images or of class folders, a zip archive, a MedMNIST .npz, or a list</source>
            <translation>图像文件夹或类别文件夹、zip 压缩包、MedMNIST .npz 或清单文件</translation>
        </message>
        <message>
            <source>Format</source>
            <translation>格式</translation>
        </message>
        <message>
            <source>Fractions planned</source>
            <translation>计划分次数</translation>
        </message>
        <message>
            <source>Frames</source>
            <translation>帧数</translation>
        </message>
        <message>
            <source>Frames are missing at the end</source>
            <translation>末尾缺少帧</translation>
        </message>
        <message>
            <source>Free some disk space, or choose another data folder.</source>
            <translation>请腾出一些磁盘空间，或选择其他数据文件夹。</translation>
        </message>
        <message>
            <source>Free some disk space, or delete the folder.</source>
            <translation>请腾出一些磁盘空间，或删除该文件夹。</translation>
        </message>
        <message>
            <source>Free some space, or choose a smaller image size.</source>
            <translation>请腾出一些空间，或减小图像尺寸。</translation>
        </message>
        <message>
            <source>Give a safetensors file or a saved `model.state_dict()`.</source>
            <translation>请提供 safetensors 文件或保存的 `model.state_dict()`。</translation>
        </message>
        <message>
            <source>Give one with --run.</source>
            <translation>请用 --run 指定一个。</translation>
        </message>
        <message>
            <source>Groups</source>
            <translation>组数</translation>
        </message>
        <message>
            <source>Hidden</source>
            <translation>隐藏文件</translation>
        </message>
        <message>
            <source>High Bit does not fit Bits Stored</source>
            <translation>High Bit 与 Bits Stored 不符</translation>
        </message>
        <message>
            <source>Highest probability</source>
            <translation>最高概率</translation>
        </message>
        <message>
            <source>If the drive is not just slow, the file is damaged; export it again from its source.</source>
            <translation>如果不是驱动器本身较慢，则文件已损坏；请从来源系统重新导出。</translation>
        </message>
        <message>
            <source>Image</source>
            <translation>图像</translation>
        </message>
        <message>
            <source>Image size</source>
            <translation>图像尺寸</translation>
        </message>
        <message>
            <source>Images</source>
            <translation>图像</translation>
        </message>
        <message>
            <source>Images of the run's own cohort are among these: this is no external test.</source>
            <translation>其中包含本次运行自身队列的图像：这不是外部验证。</translation>
        </message>
        <message>
            <source>Images per step</source>
            <translation>每步的图像数</translation>
        </message>
        <message>
            <source>In a script, call it below: if __name__ == "__main__".</source>
            <translation>在脚本中，请在 if __name__ == "__main__" 之下调用。</translation>
        </message>
        <message>
            <source>Index the folder again (F5).</source>
            <translation>请重新索引该文件夹（F5）。</translation>
        </message>
        <message>
            <source>Index the folder again.</source>
            <translation>请重新索引该文件夹。</translation>
        </message>
        <message>
            <source>Install medxfer_gui again.</source>
            <translation>请重新安装 medxfer_gui。</translation>
        </message>
        <message>
            <source>Install the package pylibjpeg-rle.</source>
            <translation>请安装软件包 pylibjpeg-rle。</translation>
        </message>
        <message>
            <source>Install the package python-gdcm.</source>
            <translation>请安装软件包 python-gdcm。</translation>
        </message>
        <message>
            <source>Install the package {package} again.</source>
            <translation>请重新安装软件包 {package}。</translation>
        </message>
        <message>
            <source>Install the packages pylibjpeg and pylibjpeg-openjpeg.</source>
            <translation>请安装软件包 pylibjpeg 和 pylibjpeg-openjpeg。</translation>
        </message>
        <message>
            <source>Install the packages that hold them.</source>
            <translation>请安装包含它们的软件包。</translation>
        </message>
        <message>
            <source>Install them: sudo apt install {packages}</source>
            <translation>安装方法：sudo apt install {packages}</translation>
        </message>
        <message>
            <source>Instance numbers do not follow the positions</source>
            <translation>实例号的顺序与位置不一致</translation>
        </message>
        <message>
            <source>Intent</source>
            <translation>计划目的</translation>
        </message>
        <message>
            <source>It does not say which side is left; convert it to one .nii.gz file with the program that wrote it.</source>
            <translation>文件未说明左右方向；请用生成它的程序转换为单个 .nii.gz 文件。</translation>
        </message>
        <message>
            <source>It is not opened.</source>
            <translation>该文件未被打开。</translation>
        </message>
        <message>
            <source>It may be a broken link.</source>
            <translation>可能是失效的链接。</translation>
        </message>
        <message>
            <source>It needs a header and one row an image.</source>
            <translation>需要表头，且每幅图像一行。</translation>
        </message>
        <message>
            <source>It predicts {classes}.</source>
            <translation>它预测的类别为 {classes}。</translation>
        </message>
        <message>
            <source>It took longer than {seconds:.0f} s and was stopped.</source>
            <translation>超过 {seconds:.0f} 秒，已停止。</translation>
        </message>
        <message>
            <source>It was not prepared completely; start it again.</source>
            <translation>准备未完成；请重新开始。</translation>
        </message>
        <message>
            <source>It was opened with the others, but is not there any more</source>
            <translation>曾与其他文件一同打开，但现已不存在</translation>
        </message>
        <message>
            <source>Its SOP instance UID belongs to an image of another patient</source>
            <translation>其 SOP 实例 UID 属于另一患者的图像</translation>
        </message>
        <message>
            <source>Its results can no longer be trusted: start a new run.</source>
            <translation>其结果已不可信：请新建运行。</translation>
        </message>
        <message>
            <source>Keep one of the two forms.</source>
            <translation>请只保留其中一种形式。</translation>
        </message>
        <message>
            <source>Key object selection</source>
            <translation>关键对象选择</translation>
        </message>
        <message>
            <source>Label</source>
            <translation>标签</translation>
        </message>
        <message>
            <source>Labels</source>
            <translation>标签</translation>
        </message>
        <message>
            <source>Larger than is read from an archive</source>
            <translation>超过从压缩包读取的上限</translation>
        </message>
        <message>
            <source>Learning needs images of at least two classes.</source>
            <translation>训练至少需要两个类别的图像。</translation>
        </message>
        <message>
            <source>Learning rate</source>
            <translation>学习率</translation>
        </message>
        <message>
            <source>Learning rate of the pretrained layers as a share of the head's (full)</source>
            <translation>预训练层的学习率占分类头学习率的比例（微调整个网络时）</translation>
        </message>
        <message>
            <source>Leave it out of training.</source>
            <translation>请勿用于训练。</translation>
        </message>
        <message>
            <source>Leave the option out.</source>
            <translation>请去掉该选项。</translation>
        </message>
        <message>
            <source>Let rare classes count as much as common ones; probabilities then no longer follow prevalence</source>
            <translation>使少见类别与常见类别权重相同；此时概率不再反映患病率</translation>
        </message>
        <message>
            <source>Level</source>
            <translation>层级</translation>
        </message>
        <message>
            <source>Lies over another member of the archive, as in an archive made to harm</source>
            <translation>与压缩包的其他成员重叠，如同蓄意制作的恶意压缩包</translation>
        </message>
        <message>
            <source>Local safetensors or state-dict file for that architecture</source>
            <translation>该网络结构的本地 safetensors 或 state-dict 文件</translation>
        </message>
        <message>
            <source>Look at it before you use or share it.</source>
            <translation>使用或分享前请先查看。</translation>
        </message>
        <message>
            <source>Looking for files</source>
            <translation>正在查找文件</translation>
        </message>
        <message>
            <source>Loss</source>
            <translation>损失</translation>
        </message>
        <message>
            <source>MONOCHROME1: high values are dark; shown and learned inverted</source>
            <translation>MONOCHROME1：数值越高越暗；显示和训练时均已反转</translation>
        </message>
        <message>
            <source>MOVER of Wilson</source>
            <translation>Wilson 区间的 MOVER 合并</translation>
        </message>
        <message>
            <source>Made by</source>
            <translation>制造商</translation>
        </message>
        <message>
            <source>Making synthetic radiographs</source>
            <translation>正在生成合成 X 线图像</translation>
        </message>
        <message>
            <source>Memory may have run out; close other programs and try again.</source>
            <translation>可能内存不足；请关闭其他程序后重试。</translation>
        </message>
        <message>
            <source>Microscopy annotations</source>
            <translation>显微图像标注</translation>
        </message>
        <message>
            <source>Mode</source>
            <translation>模式</translation>
        </message>
        <message>
            <source>More frames are declared than the file can hold</source>
            <translation>声明的帧数超出文件所能容纳</translation>
        </message>
        <message>
            <source>More is not shown</source>
            <translation>其余未显示</translation>
        </message>
        <message>
            <source>More pixel data than the header declares</source>
            <translation>像素数据多于文件头声明的长度</translation>
        </message>
        <message>
            <source>Move it away and index your folders again.</source>
            <translation>请将其移走并重新索引文件夹。</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>名称</translation>
        </message>
        <message>
            <source>Name one column {keys}.</source>
            <translation>请将其中一列命名为 {keys}。</translation>
        </message>
        <message>
            <source>Name the column of the classes label, or leave the other columns out.</source>
            <translation>请将类别列命名为 label，或去掉其他列。</translation>
        </message>
        <message>
            <source>Named by the DICOMDIR but not there</source>
            <translation>DICOMDIR 列有该文件，但文件不存在</translation>
        </message>
        <message>
            <source>Near it: {near}</source>
            <translation>相近的有：{near}</translation>
        </message>
        <message>
            <source>Neighbours show part of the same tissue, as in many reconstructions.</source>
            <translation>相邻各层含有部分相同组织，许多重建图像即如此。</translation>
        </message>
        <message>
            <source>Neither DICOM, a picture nor another kind of file that is read here</source>
            <translation>不是 DICOM、图片或其他受支持的文件</translation>
        </message>
        <message>
            <source>Newcombe</source>
            <translation>Newcombe 法</translation>
        </message>
        <message>
            <source>No architecture is called “{name}”.</source>
            <translation>没有名为“{name}”的网络结构。</translation>
        </message>
        <message>
            <source>No decoder exists here for this compression</source>
            <translation>没有可用于该压缩格式的解码器</translation>
        </message>
        <message>
            <source>No folder is open.</source>
            <translation>未打开文件夹。</translation>
        </message>
        <message>
            <source>No free folder for the run below {folder}.</source>
            <translation>{folder} 下没有可供此运行使用的空文件夹。</translation>
        </message>
        <message>
            <source>No image has this key.</source>
            <translation>没有图像对应此键。</translation>
        </message>
        <message>
            <source>No image of the part {part} can be decoded.</source>
            <translation>{part} 子集中没有可解码的图像。</translation>
        </message>
        <message>
            <source>No image of {folder} gets a label from {labels} ({match}; {problems} problems).</source>
            <translation>{folder} 中没有图像能从 {labels} 获得标签（{match}；{problems} 个问题）。</translation>
        </message>
        <message>
            <source>No image of {folder} has a label.</source>
            <translation>{folder} 中没有图像带有标签。</translation>
        </message>
        <message>
            <source>No pixel data</source>
            <translation>无像素数据</translation>
        </message>
        <message>
            <source>No run is open.</source>
            <translation>未打开任何运行。</translation>
        </message>
        <message>
            <source>No unit is negative.</source>
            <translation>没有阴性病例。</translation>
        </message>
        <message>
            <source>No unit is positive.</source>
            <translation>没有阳性病例。</translation>
        </message>
        <message>
            <source>No unit was called negative.</source>
            <translation>没有判为阴性的病例。</translation>
        </message>
        <message>
            <source>No unit was called positive.</source>
            <translation>没有判为阳性的病例。</translation>
        </message>
        <message>
            <source>No units.</source>
            <translation>没有病例。</translation>
        </message>
        <message>
            <source>None of the {count} frames can be decoded; the first says: {reason}</source>
            <translation>{count} 帧均无法解码；第一帧的原因：{reason}</translation>
        </message>
        <message>
            <source>Not a DICOM file</source>
            <translation>不是 DICOM 文件</translation>
        </message>
        <message>
            <source>Not a NIfTI file</source>
            <translation>不是 NIfTI 文件</translation>
        </message>
        <message>
            <source>Not a regular file</source>
            <translation>不是普通文件</translation>
        </message>
        <message>
            <source>Object</source>
            <translation>对象</translation>
        </message>
        <message>
            <source>Object without a picture</source>
            <translation>不含图像的对象</translation>
        </message>
        <message>
            <source>One class only in this part: the AUC is not defined.</source>
            <translation>该子集只有一个类别：AUC 无定义。</translation>
        </message>
        <message>
            <source>One distance between slices does not stand for all of them.</source>
            <translation>不能用单一层间距代表所有层。</translation>
        </message>
        <message>
            <source>One for each label: none together</source>
            <translation>每个标签各有一张，无合并矩阵</translation>
        </message>
        <message>
            <source>One frame would take more memory than is allowed</source>
            <translation>单帧所需内存超过允许值</translation>
        </message>
        <message>
            <source>Only a binary task has one threshold.</source>
            <translation>只有二分类任务才有单一阈值。</translation>
        </message>
        <message>
            <source>Open the folder with the images first, then choose the labels.</source>
            <translation>请先打开图像所在文件夹，再选择标签。</translation>
        </message>
        <message>
            <source>Open the folder, or index it: medxfer index {folder}</source>
            <translation>请打开该文件夹，或建立索引：medxfer index {folder}</translation>
        </message>
        <message>
            <source>Open the folders and files together again.</source>
            <translation>请重新一并打开这些文件夹和文件。</translation>
        </message>
        <message>
            <source>Open your folders again; runs and their results are not affected.</source>
            <translation>请重新打开您的文件夹；各运行及其结果不受影响。</translation>
        </message>
        <message>
            <source>Parametric map</source>
            <translation>参数图</translation>
        </message>
        <message>
            <source>Parts were taken with other distances, or slices are missing; it is not one even volume.</source>
            <translation>各部分以不同间距采集，或有缺层；不是均匀的体数据。</translation>
        </message>
        <message>
            <source>Passes over the training part (full and scratch)</source>
            <translation>遍历训练集的次数（微调整个网络和从头训练时）</translation>
        </message>
        <message>
            <source>Patience</source>
            <translation>早停耐心值</translation>
        </message>
        <message>
            <source>Patient data may be burned into the picture</source>
            <translation>图片中可能烧录有患者信息</translation>
        </message>
        <message>
            <source>Patients never cross a split: add patients of that class, or change the given split.</source>
            <translation>同一患者不会跨子集：请增加该类别的患者，或修改给定的划分。</translation>
        </message>
        <message>
            <source>Patients never cross a split: give each patient one part.</source>
            <translation>同一患者不会跨子集：请为每名患者指定一个子集。</translation>
        </message>
        <message>
            <source>Peak of the one-cycle schedule for the new head</source>
            <translation>新分类头单周期（one-cycle）学习率的峰值</translation>
        </message>
        <message>
            <source>Penalty strength tried</source>
            <translation>试用的惩罚强度</translation>
        </message>
        <message>
            <source>Photometric Interpretation is missing or unknown</source>
            <translation>Photometric Interpretation 缺失或未知</translation>
        </message>
        <message>
            <source>Point to a weights file, choose a source that `medxfer sources` marks offline, or train from scratch.</source>
            <translation>请指定权重文件，选择 `medxfer sources` 标为离线的源模型，或从头训练。</translation>
        </message>
        <message>
            <source>Positive class</source>
            <translation>阳性类别</translation>
        </message>
        <message>
            <source>Positive class of a binary task; chosen by name when empty</source>
            <translation>二分类任务的阳性类别；留空时按名称选择</translation>
        </message>
        <message>
            <source>Predicting</source>
            <translation>正在预测</translation>
        </message>
        <message>
            <source>Prescribed dose</source>
            <translation>处方剂量</translation>
        </message>
        <message>
            <source>Presentation state</source>
            <translation>显示状态</translation>
        </message>
        <message>
            <source>Probability</source>
            <translation>概率</translation>
        </message>
        <message>
            <source>Probability of the label</source>
            <translation>标签的概率</translation>
        </message>
        <message>
            <source>Probability of {name}</source>
            <translation>{name} 的概率</translation>
        </message>
        <message>
            <source>Put the files back, or index the folder again: medxfer index {folder}</source>
            <translation>请将文件放回原处，或重新索引该文件夹：medxfer index {folder}</translation>
        </message>
        <message>
            <source>Qt needs a newer C library than this system has.</source>
            <translation>Qt 所需的 C 库版本高于本系统。</translation>
        </message>
        <message>
            <source>Quantity</source>
            <translation>物理量</translation>
        </message>
        <message>
            <source>ROC curve</source>
            <translation>ROC 曲线</translation>
        </message>
        <message>
            <source>Radial planes or a turning projection, not a volume; they are shown in order of their numbers.</source>
            <translation>放射状平面或旋转投影，不是体数据；按编号顺序显示。</translation>
        </message>
        <message>
            <source>Radiation</source>
            <translation>射线</translation>
        </message>
        <message>
            <source>Radiotherapy dose</source>
            <translation>放疗剂量</translation>
        </message>
        <message>
            <source>Radiotherapy plan</source>
            <translation>放疗计划</translation>
        </message>
        <message>
            <source>Radiotherapy structures</source>
            <translation>放疗结构</translation>
        </message>
        <message>
            <source>Radiotherapy treatment record</source>
            <translation>放疗治疗记录</translation>
        </message>
        <message>
            <source>Raw data</source>
            <translation>原始数据</translation>
        </message>
        <message>
            <source>Raw data, not a picture</source>
            <translation>原始数据，不是图像</translation>
        </message>
        <message>
            <source>Reading headers</source>
            <translation>正在读取文件头</translation>
        </message>
        <message>
            <source>Reading the header takes more memory than is allowed, or crashes</source>
            <translation>读取文件头所需内存超过允许值，或导致崩溃</translation>
        </message>
        <message>
            <source>Real world value mapping</source>
            <translation>真实世界值映射</translation>
        </message>
        <message>
            <source>Recording</source>
            <translation>记录</translation>
        </message>
        <message>
            <source>Region</source>
            <translation>区域</translation>
        </message>
        <message>
            <source>Registered sets</source>
            <translation>配准数据集</translation>
        </message>
        <message>
            <source>Registration</source>
            <translation>配准</translation>
        </message>
        <message>
            <source>Reliability</source>
            <translation>可靠性</translation>
        </message>
        <message>
            <source>Rename it, then open it again.</source>
            <translation>请重命名后再打开。</translation>
        </message>
        <message>
            <source>Rename the file or folder, then index again.</source>
            <translation>请重命名该文件或文件夹，然后重新索引。</translation>
        </message>
        <message>
            <source>Rescale Slope is negative: high stored values are low</source>
            <translation>Rescale Slope 为负：存储值越高，实际值越低</translation>
        </message>
        <message>
            <source>Rescale Slope is not possible and not used</source>
            <translation>Rescale Slope 无效，不予采用</translation>
        </message>
        <message>
            <source>Restore {path} from a backup; delete it only if pseudonyms may change.</source>
            <translation>请从备份恢复 {path}；仅在允许假名改变时才删除它。</translation>
        </message>
        <message>
            <source>Resume continues from the last checkpoint.</source>
            <translation>点击“继续训练”可从最近的检查点继续。</translation>
        </message>
        <message>
            <source>Resume goes on from here.</source>
            <translation>点击“继续训练”可从此处继续。</translation>
        </message>
        <message>
            <source>Resume or repeat the run.</source>
            <translation>请继续训练或重新运行。</translation>
        </message>
        <message>
            <source>Rotation</source>
            <translation>旋转</translation>
        </message>
        <message>
            <source>Rows of one image contradict each other; it is left out.</source>
            <translation>同一图像的各行相互矛盾；该图像已排除。</translation>
        </message>
        <message>
            <source>Rows or Columns is zero or missing</source>
            <translation>Rows 或 Columns 为零或缺失</translation>
        </message>
        <message>
            <source>SOP class</source>
            <translation>SOP 类</translation>
        </message>
        <message>
            <source>Same seed, same split</source>
            <translation>种子相同，划分相同</translation>
        </message>
        <message>
            <source>Samples per Pixel does not fit the Photometric Interpretation</source>
            <translation>Samples per Pixel 与 Photometric Interpretation 不符</translation>
        </message>
        <message>
            <source>Sampling frequency</source>
            <translation>采样频率</translation>
        </message>
        <message>
            <source>Save it as CSV (UTF-8) and choose that file.</source>
            <translation>请另存为 CSV（UTF-8）后选择该文件。</translation>
        </message>
        <message>
            <source>Save it as CSV (UTF-8).</source>
            <translation>请另存为 CSV（UTF-8）。</translation>
        </message>
        <message>
            <source>Save it as PNG.</source>
            <translation>请另存为 PNG。</translation>
        </message>
        <message>
            <source>Save it as safetensors, or as a plain state dict, from a program you trust.</source>
            <translation>请在可信的程序中另存为 safetensors 或纯 state dict。</translation>
        </message>
        <message>
            <source>Save it in several files.</source>
            <translation>请分存为多个文件。</translation>
        </message>
        <message>
            <source>Save it with 8 bits a colour, or as 16-bit grey.</source>
            <translation>请保存为每通道 8 位的彩色图，或 16 位灰度图。</translation>
        </message>
        <message>
            <source>Save its frames as PNG, or as the pages of a TIFF.</source>
            <translation>请将各帧另存为 PNG，或另存为多页 TIFF。</translation>
        </message>
        <message>
            <source>Save its frames as PNG.</source>
            <translation>请将各帧另存为 PNG。</translation>
        </message>
        <message>
            <source>Scale it down, or remove it if nobody knows it.</source>
            <translation>请缩小该图片；如来历不明请删除。</translation>
        </message>
        <message>
            <source>Scores by truth</source>
            <translation>按真值分组的得分</translation>
        </message>
        <message>
            <source>Section</source>
            <translation>章节</translation>
        </message>
        <message>
            <source>See item</source>
            <translation>参见条目</translation>
        </message>
        <message>
            <source>Seed</source>
            <translation>随机种子</translation>
        </message>
        <message>
            <source>Segment</source>
            <translation>分割区</translation>
        </message>
        <message>
            <source>Segmentation</source>
            <translation>分割</translation>
        </message>
        <message>
            <source>Segmentation type</source>
            <translation>分割类型</translation>
        </message>
        <message>
            <source>Segments</source>
            <translation>分割区</translation>
        </message>
        <message>
            <source>Sensitivity</source>
            <translation>灵敏度</translation>
        </message>
        <message>
            <source>Series</source>
            <translation>序列</translation>
        </message>
        <message>
            <source>Several images lie at the same position</source>
            <translation>多幅图像位于同一位置</translation>
        </message>
        <message>
            <source>Share of patients that choose the epoch and the threshold</source>
            <translation>用于选择轮次和阈值的患者比例</translation>
        </message>
        <message>
            <source>Share of patients that nothing is chosen on</source>
            <translation>不参与任何选择的患者比例</translation>
        </message>
        <message>
            <source>Share that came true</source>
            <translation>实际发生的比例</translation>
        </message>
        <message>
            <source>Shutter</source>
            <translation>显示遮幅</translation>
        </message>
        <message>
            <source>Side of the square training image, in pixels</source>
            <translation>正方形训练图像的边长（像素）</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>大小</translation>
        </message>
        <message>
            <source>Slices are missing</source>
            <translation>缺层</translation>
        </message>
        <message>
            <source>Slices are sheared, as by a tilted gantry; a reformat without correction is skewed.</source>
            <translation>各层呈剪切排列，如机架倾斜所致；未经校正的重组图像会歪斜。</translation>
        </message>
        <message>
            <source>Slices are shifted against each other</source>
            <translation>各层之间有平移</translation>
        </message>
        <message>
            <source>Slices overlap</source>
            <translation>各层重叠</translation>
        </message>
        <message>
            <source>Source model</source>
            <translation>源模型</translation>
        </message>
        <message>
            <source>Spatial fiducials</source>
            <translation>空间基准点</translation>
        </message>
        <message>
            <source>Spectroscopy</source>
            <translation>波谱</translation>
        </message>
        <message>
            <source>Split again so that validation holds cases of both classes.</source>
            <translation>请重新划分，使验证集包含两个类别的病例。</translation>
        </message>
        <message>
            <source>Split seed</source>
            <translation>划分种子</translation>
        </message>
        <message>
            <source>Start a new one to train again.</source>
            <translation>如需再次训练，请新建运行。</translation>
        </message>
        <message>
            <source>Start a new run.</source>
            <translation>请新建运行。</translation>
        </message>
        <message>
            <source>Start it on a desktop, or use the command line: medxfer --help lists what it can do without a window.</source>
            <translation>请在桌面环境中启动，或使用命令行：medxfer --help 列出无需窗口的功能。</translation>
        </message>
        <message>
            <source>Start of every random number of the run</source>
            <translation>本次运行所有随机数的起点</translation>
        </message>
        <message>
            <source>Stop after this many epochs without a better validation loss; 0: never</source>
            <translation>验证集损失连续多少轮无改善后停止；0 表示从不</translation>
        </message>
        <message>
            <source>Stop it first.</source>
            <translation>请先停止它。</translation>
        </message>
        <message>
            <source>Stopped on request.</source>
            <translation>已按要求停止。</translation>
        </message>
        <message>
            <source>Structured report</source>
            <translation>结构化报告</translation>
        </message>
        <message>
            <source>Structures</source>
            <translation>结构</translation>
        </message>
        <message>
            <source>Structures seem to grow or shrink from slice to slice.</source>
            <translation>逐层翻阅时，结构看似变大或变小。</translation>
        </message>
        <message>
            <source>Sum of</source>
            <translation>累加范围</translation>
        </message>
        <message>
            <source>Surface model (OBJ)</source>
            <translation>表面模型（OBJ）</translation>
        </message>
        <message>
            <source>Surface model (STL)</source>
            <translation>表面模型（STL）</translation>
        </message>
        <message>
            <source>Surface segmentation</source>
            <translation>表面分割</translation>
        </message>
        <message>
            <source>Surfaces</source>
            <translation>表面</translation>
        </message>
        <message>
            <source>Test share</source>
            <translation>测试集比例</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>文本</translation>
        </message>
        <message>
            <source>The .npz file cannot be read</source>
            <translation>无法读取该 .npz 文件</translation>
        </message>
        <message>
            <source>The .npz file holds no images</source>
            <translation>该 .npz 文件不含图像</translation>
        </message>
        <message>
            <source>The .npz file holds pickled objects, which could run code</source>
            <translation>该 .npz 文件含有可能执行代码的 pickle 对象</translation>
        </message>
        <message>
            <source>The DICOM header holds more than any real one</source>
            <translation>DICOM 文件头的内容多于任何真实文件</translation>
        </message>
        <message>
            <source>The DICOM header is damaged</source>
            <translation>DICOM 文件头已损坏</translation>
        </message>
        <message>
            <source>The DICOM header is empty or cut off</source>
            <translation>DICOM 文件头为空或被截断</translation>
        </message>
        <message>
            <source>The DICOMDIR names a file outside of the medium</source>
            <translation>DICOMDIR 所列文件位于介质之外</translation>
        </message>
        <message>
            <source>The NIfTI file declares more voxels than is allowed</source>
            <translation>NIfTI 文件声明的体素数超过允许值</translation>
        </message>
        <message>
            <source>The NIfTI file holds a kind of number that is not shown</source>
            <translation>NIfTI 文件的数值类型无法显示</translation>
        </message>
        <message>
            <source>The NIfTI file is damaged or cut off</source>
            <translation>NIfTI 文件已损坏或被截断</translation>
        </message>
        <message>
            <source>The TIFF has more pages than is allowed</source>
            <translation>TIFF 的页数超过允许值</translation>
        </message>
        <message>
            <source>The architecture {name} has no linear classifier to replace.</source>
            <translation>网络结构 {name} 没有可替换的线性分类器。</translation>
        </message>
        <message>
            <source>The archive holds more files than is allowed</source>
            <translation>压缩包内的文件数超过允许值</translation>
        </message>
        <message>
            <source>The archive is cut off</source>
            <translation>压缩包被截断</translation>
        </message>
        <message>
            <source>The archive is damaged or cut off</source>
            <translation>压缩包已损坏或被截断</translation>
        </message>
        <message>
            <source>The cache {folder} cannot be written: {reason}.</source>
            <translation>无法写入缓存 {folder}：{reason}。</translation>
        </message>
        <message>
            <source>The checkpoint and the threshold were chosen on these cases: the figures are optimistic.</source>
            <translation>检查点和阈值正是依据这些病例选定的：指标偏乐观。</translation>
        </message>
        <message>
            <source>The checkpoint does not belong to this architecture.</source>
            <translation>该检查点不属于此网络结构。</translation>
        </message>
        <message>
            <source>The checkpoint {path} is damaged: {reason}.</source>
            <translation>检查点 {path} 已损坏：{reason}。</translation>
        </message>
        <message>
            <source>The classes are: {classes}.</source>
            <translation>类别有：{classes}。</translation>
        </message>
        <message>
            <source>The colour palette is damaged</source>
            <translation>调色板已损坏</translation>
        </message>
        <message>
            <source>The compressed image has another size than the header says</source>
            <translation>压缩图像的尺寸与文件头所述不符</translation>
        </message>
        <message>
            <source>The compressed pixel data is empty or cut off</source>
            <translation>压缩的像素数据为空或被截断</translation>
        </message>
        <message>
            <source>The computer may be overloaded; try again.</source>
            <translation>计算机可能负载过高；请重试。</translation>
        </message>
        <message>
            <source>The computing process ended unexpectedly.</source>
            <translation>计算进程意外结束。</translation>
        </message>
        <message>
            <source>The copy of the medium is not complete; copy it again.</source>
            <translation>介质复制不完整；请重新复制。</translation>
        </message>
        <message>
            <source>The data folder {folder} cannot be made: {reason}.</source>
            <translation>无法创建数据文件夹 {folder}：{reason}。</translation>
        </message>
        <message>
            <source>The decay is not corrected to the start of the scan</source>
            <translation>衰变未校正到扫描开始时刻</translation>
        </message>
        <message>
            <source>The decoder crashed on this file</source>
            <translation>解码器在此文件上崩溃</translation>
        </message>
        <message>
            <source>The demo cannot be written to {folder}: {reason}.</source>
            <translation>无法将演示数据写入 {folder}：{reason}。</translation>
        </message>
        <message>
            <source>The directory of a DICOM medium (DICOMDIR), not a picture</source>
            <translation>DICOM 介质目录（DICOMDIR），不是图像</translation>
        </message>
        <message>
            <source>The disk of {folder} has no room for {megabytes} MB of decoded images.</source>
            <translation>{folder} 所在磁盘放不下 {megabytes} MB 的解码图像。</translation>
        </message>
        <message>
            <source>The distances between slices differ</source>
            <translation>层间距不一致</translation>
        </message>
        <message>
            <source>The field of view was moved between slices; the stack is not one straight block.</source>
            <translation>各层之间视野有移动；图像栈不是规整的立方体。</translation>
        </message>
        <message>
            <source>The file cannot be opened</source>
            <translation>无法打开该文件</translation>
        </message>
        <message>
            <source>The file ends before its pixels, or never had them; export it again.</source>
            <translation>文件在像素数据之前结束，或本来就没有像素数据；请重新导出。</translation>
        </message>
        <message>
            <source>The file is damaged or made to do harm; export it again from its source.</source>
            <translation>文件已损坏或属恶意制作；请从来源系统重新导出。</translation>
        </message>
        <message>
            <source>The file is damaged or not what it says; export it again from its source.</source>
            <translation>文件已损坏，或与其声明的类型不符；请从来源系统重新导出。</translation>
        </message>
        <message>
            <source>The file is damaged; export it again from its source.</source>
            <translation>文件已损坏；请从来源系统重新导出。</translation>
        </message>
        <message>
            <source>The file is damaged; start the run again.</source>
            <translation>文件已损坏；请重新开始此运行。</translation>
        </message>
        <message>
            <source>The file is empty</source>
            <translation>文件为空</translation>
        </message>
        <message>
            <source>The file is not there any more</source>
            <translation>文件已不存在</translation>
        </message>
        <message>
            <source>The file may be cut off; copy it again.</source>
            <translation>文件可能被截断；请重新复制。</translation>
        </message>
        <message>
            <source>The first file with this SOP instance UID is used.</source>
            <translation>采用具有此 SOP 实例 UID 的第一个文件。</translation>
        </message>
        <message>
            <source>The first one is used.</source>
            <translation>采用第一个。</translation>
        </message>
        <message>
            <source>The folder cannot be opened</source>
            <translation>无法打开该文件夹</translation>
        </message>
        <message>
            <source>The folders in {folder} do not look like classes: too few images in each, or one folder only.</source>
            <translation>{folder} 中的文件夹不像类别：每个文件夹图像太少，或只有一个文件夹。</translation>
        </message>
        <message>
            <source>The frames are several volumes</source>
            <translation>各帧属于多个体数据</translation>
        </message>
        <message>
            <source>The header has no injected dose or no half-life</source>
            <translation>文件头没有注射剂量或半衰期</translation>
        </message>
        <message>
            <source>The header has no time of the scan or of the injection</source>
            <translation>文件头没有扫描时间或注射时间</translation>
        </message>
        <message>
            <source>The header has no weight of the patient</source>
            <translation>文件头没有患者体重</translation>
        </message>
        <message>
            <source>The header is wrong; export the file again or correct it.</source>
            <translation>文件头有误；请重新导出或更正。</translation>
        </message>
        <message>
            <source>The header names the wrong transfer syntax; export the file again.</source>
            <translation>文件头标注的传输语法有误；请重新导出该文件。</translation>
        </message>
        <message>
            <source>The header says compressed, but the pixel data is not</source>
            <translation>文件头标为压缩，但像素数据未压缩</translation>
        </message>
        <message>
            <source>The header says uncompressed, but the pixel data is compressed</source>
            <translation>文件头标为未压缩，但像素数据是压缩的</translation>
        </message>
        <message>
            <source>The headers do not say where these images lie</source>
            <translation>文件头未说明这些图像的位置</translation>
        </message>
        <message>
            <source>The image is not there any more.</source>
            <translation>图像已不存在。</translation>
        </message>
        <message>
            <source>The image {member} cannot be read from the .npz file</source>
            <translation>无法从 .npz 文件读取图像 {member}</translation>
        </message>
        <message>
            <source>The images have many orientations</source>
            <translation>图像有多种方向</translation>
        </message>
        <message>
            <source>The images have several frames of reference</source>
            <translation>图像有多个参考坐标系</translation>
        </message>
        <message>
            <source>The images of one unit have different labels; all are left out.</source>
            <translation>同一单位的图像标签不一致；已全部排除。</translation>
        </message>
        <message>
            <source>The images of the .npz file have a shape or type that is not known</source>
            <translation>.npz 文件中图像的形状或类型未知</translation>
        </message>
        <message>
            <source>The instance has {frames} frames, not {frame}</source>
            <translation>该实例有 {frames} 帧，没有第 {frame} 帧</translation>
        </message>
        <message>
            <source>The key is empty.</source>
            <translation>键为空。</translation>
        </message>
        <message>
            <source>The key of the pseudonyms cannot be read or written</source>
            <translation>无法读取或写入假名密钥</translation>
        </message>
        <message>
            <source>The key of the pseudonyms is damaged</source>
            <translation>假名密钥已损坏</translation>
        </message>
        <message>
            <source>The label is no class of the run.</source>
            <translation>该标签不是此运行的类别。</translation>
        </message>
        <message>
            <source>The labels do not fit the run, whose task is {kind}.</source>
            <translation>标签与此运行不符，其任务类型为 {kind}。</translation>
        </message>
        <message>
            <source>The labels file {path} cannot be read: {reason}.</source>
            <translation>无法读取标签文件 {path}：{reason}。</translation>
        </message>
        <message>
            <source>The labels file {path} has a column twice: {columns}.</source>
            <translation>标签文件 {path} 有重复的列：{columns}。</translation>
        </message>
        <message>
            <source>The labels file {path} has a header but no rows.</source>
            <translation>标签文件 {path} 只有表头，没有数据行。</translation>
        </message>
        <message>
            <source>The labels file {path} has both a column label and class columns: {columns}.</source>
            <translation>标签文件 {path} 同时有 label 列和类别列：{columns}。</translation>
        </message>
        <message>
            <source>The labels file {path} has no column label, and these columns are not 0 and 1: {columns}.</source>
            <translation>标签文件 {path} 没有 label 列，且以下各列不是 0 和 1：{columns}。</translation>
        </message>
        <message>
            <source>The labels file {path} has no key column; its columns are: {columns}.</source>
            <translation>标签文件 {path} 没有键列；现有各列为：{columns}。</translation>
        </message>
        <message>
            <source>The labels file {path} has no labels; its columns are: {columns}.</source>
            <translation>标签文件 {path} 没有标签；现有各列为：{columns}。</translation>
        </message>
        <message>
            <source>The labels file {path} is broken at line {line}.</source>
            <translation>标签文件 {path} 在第 {line} 行损坏。</translation>
        </message>
        <message>
            <source>The labels file {path} is empty.</source>
            <translation>标签文件 {path} 为空。</translation>
        </message>
        <message>
            <source>The labels have no column for {classes}.</source>
            <translation>标签中没有 {classes} 对应的列。</translation>
        </message>
        <message>
            <source>The labels put one patient into two parts; patients never cross a split, so all images are left out.</source>
            <translation>标签将同一患者分到两个子集；同一患者不会跨子集，因此其全部图像已排除。</translation>
        </message>
        <message>
            <source>The library does not know this image any more.</source>
            <translation>图像库中已没有此图像。</translation>
        </message>
        <message>
            <source>The library does not know this object any more.</source>
            <translation>图像库中已没有此对象。</translation>
        </message>
        <message>
            <source>The library was damaged and has been set aside as {aside}</source>
            <translation>图像库已损坏，现已另存为 {aside}</translation>
        </message>
        <message>
            <source>The library was made by a later version of this program</source>
            <translation>该图像库由本程序的更高版本创建</translation>
        </message>
        <message>
            <source>The library {path} cannot be used now</source>
            <translation>图像库 {path} 目前无法使用</translation>
        </message>
        <message>
            <source>The library {path} is damaged</source>
            <translation>图像库 {path} 已损坏</translation>
        </message>
        <message>
            <source>The list {path} cannot be read</source>
            <translation>无法读取清单 {path}</translation>
        </message>
        <message>
            <source>The list {path} cannot be written: {reason}.</source>
            <translation>无法写入清单 {path}：{reason}。</translation>
        </message>
        <message>
            <source>The map depends on what the network has learned.</source>
            <translation>该图取决于网络所学到的内容。</translation>
        </message>
        <message>
            <source>The map has too few cells to tell places apart: train at a larger image size to read it.</source>
            <translation>显著图的网格过少，无法区分位置：请用更大的图像尺寸训练后再解读。</translation>
        </message>
        <message>
            <source>The map is flat: no place in the image speaks for this class.</source>
            <translation>该图无起伏：图像中没有支持该类别的区域。</translation>
        </message>
        <message>
            <source>The map is much like that of an untrained network: read nothing into it.</source>
            <translation>该图与未训练网络的结果相近：请勿据此解读。</translation>
        </message>
        <message>
            <source>The name is not valid text</source>
            <translation>名称不是有效文本</translation>
        </message>
        <message>
            <source>The name leads out of the archive</source>
            <translation>该名称指向压缩包之外</translation>
        </message>
        <message>
            <source>The name of the folder is not valid text</source>
            <translation>文件夹名称不是有效文本</translation>
        </message>
        <message>
            <source>The name says DICOM, the content does not; export it again.</source>
            <translation>文件名为 DICOM，但内容不是；请重新导出。</translation>
        </message>
        <message>
            <source>The name says NIfTI, the content does not.</source>
            <translation>文件名为 NIfTI，但内容不是。</translation>
        </message>
        <message>
            <source>The network was trained on these cases: the figures say nothing about new patients.</source>
            <translation>网络正是用这些病例训练的：这些指标不能说明对新患者的表现。</translation>
        </message>
        <message>
            <source>The packaged weights of {name} are not the ones that were published.</source>
            <translation>{name} 随附的权重与发布的不一致。</translation>
        </message>
        <message>
            <source>The part {part} has no cases.</source>
            <translation>{part} 子集没有病例。</translation>
        </message>
        <message>
            <source>The part {part} has no labelled cases.</source>
            <translation>{part} 子集没有带标签的病例。</translation>
        </message>
        <message>
            <source>The part {part} has no patient of class {name}.</source>
            <translation>{part} 子集没有类别 {name} 的患者。</translation>
        </message>
        <message>
            <source>The part {part} has no patients.</source>
            <translation>{part} 子集没有患者。</translation>
        </message>
        <message>
            <source>The part {part} was not evaluated yet.</source>
            <translation>{part} 子集尚未评估。</translation>
        </message>
        <message>
            <source>The picture declares more pixels than is allowed</source>
            <translation>图片声明的像素数超过允许值</translation>
        </message>
        <message>
            <source>The picture is damaged, cut off or not what its name says</source>
            <translation>图片已损坏、被截断，或与文件名所示类型不符</translation>
        </message>
        <message>
            <source>The pixel data cannot be decoded</source>
            <translation>像素数据无法解码</translation>
        </message>
        <message>
            <source>The pixel data is cut off</source>
            <translation>像素数据被截断</translation>
        </message>
        <message>
            <source>The pixel data is not what the transfer syntax says</source>
            <translation>像素数据与传输语法不符</translation>
        </message>
        <message>
            <source>The pixel data is shorter than the header declares</source>
            <translation>像素数据短于文件头声明的长度</translation>
        </message>
        <message>
            <source>The pixel spacing differs from slice to slice</source>
            <translation>各层的像素间距不一致</translation>
        </message>
        <message>
            <source>The predictions {path} cannot be read: {reason}.</source>
            <translation>无法读取预测结果 {path}：{reason}。</translation>
        </message>
        <message>
            <source>The program's own file {name} is missing.</source>
            <translation>缺少程序自带的文件 {name}。</translation>
        </message>
        <message>
            <source>The rest cannot be read</source>
            <translation>其余内容无法读取</translation>
        </message>
        <message>
            <source>The row has more cells than the header.</source>
            <translation>该行的单元格多于表头。</translation>
        </message>
        <message>
            <source>The row repeats an earlier one.</source>
            <translation>该行与前面的行重复。</translation>
        </message>
        <message>
            <source>The run folder was changed; repeat the run.</source>
            <translation>运行文件夹已被改动；请重新运行。</translation>
        </message>
        <message>
            <source>The run folder {folder} cannot be made: {reason}.</source>
            <translation>无法创建运行文件夹 {folder}：{reason}。</translation>
        </message>
        <message>
            <source>The run has no checkpoint “{name}” yet.</source>
            <translation>此运行尚无检查点“{name}”。</translation>
        </message>
        <message>
            <source>The run has no class “{name}”.</source>
            <translation>此运行没有类别“{name}”。</translation>
        </message>
        <message>
            <source>The run has no {name}.</source>
            <translation>此运行没有 {name}。</translation>
        </message>
        <message>
            <source>The run is being trained by process {pid}.</source>
            <translation>进程 {pid} 正在训练此运行。</translation>
        </message>
        <message>
            <source>The run is finished.</source>
            <translation>此运行已完成。</translation>
        </message>
        <message>
            <source>The run is still training.</source>
            <translation>此运行仍在训练。</translation>
        </message>
        <message>
            <source>The run {name} has no checkpoint yet.</source>
            <translation>运行 {name} 尚无检查点。</translation>
        </message>
        <message>
            <source>The run's state cannot be read.</source>
            <translation>无法读取此运行的状态。</translation>
        </message>
        <message>
            <source>The same image as another file</source>
            <translation>与另一文件为同一图像</translation>
        </message>
        <message>
            <source>The same place was taken or sent more than once; the stack shows all of them.</source>
            <translation>同一位置被多次采集或发送；图像栈中全部显示。</translation>
        </message>
        <message>
            <source>The series UID is used for more than one patient</source>
            <translation>该序列 UID 用于多名患者</translation>
        </message>
        <message>
            <source>The series was made after the scan, whose start is not known</source>
            <translation>序列生成于扫描之后，而扫描开始时间未知</translation>
        </message>
        <message>
            <source>The side process could not be started.</source>
            <translation>无法启动辅助进程。</translation>
        </message>
        <message>
            <source>The side process does not start.</source>
            <translation>辅助进程无法启动。</translation>
        </message>
        <message>
            <source>The sizes of the member contradict each other</source>
            <translation>压缩包成员的大小信息相互矛盾</translation>
        </message>
        <message>
            <source>The slices are not equally thick</source>
            <translation>各层的层厚不一致</translation>
        </message>
        <message>
            <source>The split changed since the run in {folder} was prepared: {detail}.</source>
            <translation>自 {folder} 中的运行准备以来划分已改变：{detail}。</translation>
        </message>
        <message>
            <source>The split is not train, validation or test.</source>
            <translation>子集不是 train、validation 或 test。</translation>
        </message>
        <message>
            <source>The stack follows the positions; an image number in a report is not the place in the stack.</source>
            <translation>图像栈按位置排序；报告中的图像号不等于在图像栈中的位置。</translation>
        </message>
        <message>
            <source>The stack is tilted</source>
            <translation>图像栈倾斜</translation>
        </message>
        <message>
            <source>The stored evaluation cannot be read.</source>
            <translation>无法读取已保存的评估结果。</translation>
        </message>
        <message>
            <source>The training process ended without finishing.</source>
            <translation>训练进程未完成即已结束。</translation>
        </message>
        <message>
            <source>The two runs have no case in common.</source>
            <translation>两个运行没有共同的病例。</translation>
        </message>
        <message>
            <source>The two runs predict different things.</source>
            <translation>两个运行的预测目标不同。</translation>
        </message>
        <message>
            <source>The unit that is labelled, predicted and counted</source>
            <translation>标注、预测和计数所依据的单位</translation>
        </message>
        <message>
            <source>The validation part holds one class only: no threshold can be chosen.</source>
            <translation>验证集只有一个类别：无法选定阈值。</translation>
        </message>
        <message>
            <source>The values are no activity in Bq/ml</source>
            <translation>像素值不是以 Bq/ml 表示的活度</translation>
        </message>
        <message>
            <source>The values are not corrected for attenuation and decay</source>
            <translation>像素值未经衰减和衰变校正</translation>
        </message>
        <message>
            <source>The volume has {frames} slices, not {frame}</source>
            <translation>体数据有 {frames} 层，没有第 {frame} 层</translation>
        </message>
        <message>
            <source>The window needs system libraries that are missing: {libraries}.</source>
            <translation>窗口所需的系统库缺失：{libraries}。</translation>
        </message>
        <message>
            <source>The {part} part has no image that can be decoded.</source>
            <translation>{part} 子集中没有可解码的图像。</translation>
        </message>
        <message>
            <source>Their images are kept apart; check where the files come from.</source>
            <translation>其图像分开存放；请核查文件来源。</translation>
        </message>
        <message>
            <source>Their positions do not compare: the patient may have been moved in between.</source>
            <translation>它们的位置不可比较：其间患者可能移动过。</translation>
        </message>
        <message>
            <source>There are no pretrained weights of {name} on this machine.</source>
            <translation>本机没有 {name} 的预训练权重。</translation>
        </message>
        <message>
            <source>There are {n} tables among the files.</source>
            <translation>文件中有 {n} 个表格。</translation>
        </message>
        <message>
            <source>There is no GPU that torch can use.</source>
            <translation>没有 torch 可用的 GPU。</translation>
        </message>
        <message>
            <source>There is no class {positive}.</source>
            <translation>没有类别 {positive}。</translation>
        </message>
        <message>
            <source>There is no display to show a window on.</source>
            <translation>没有可显示窗口的屏幕。</translation>
        </message>
        <message>
            <source>There is no folder {path}</source>
            <translation>文件夹 {path} 不存在</translation>
        </message>
        <message>
            <source>There is no saliency method “{name}”.</source>
            <translation>没有名为“{name}”的显著图方法。</translation>
        </message>
        <message>
            <source>There is no weights file {path}.</source>
            <translation>权重文件 {path} 不存在。</translation>
        </message>
        <message>
            <source>There is nothing to open.</source>
            <translation>没有可打开的内容。</translation>
        </message>
        <message>
            <source>There was not enough memory.</source>
            <translation>内存不足。</translation>
        </message>
        <message>
            <source>They are shown in order of their instance numbers; distances between them are not known.</source>
            <translation>按实例号顺序显示；其间距离未知。</translation>
        </message>
        <message>
            <source>They are shown one after the other, in the order they are stored.</source>
            <translation>按存储顺序逐一显示。</translation>
        </message>
        <message>
            <source>This frame is missing in the file</source>
            <translation>文件中缺少此帧</translation>
        </message>
        <message>
            <source>This network keeps no image grid that a map could be drawn from.</source>
            <translation>该网络不保留可用于绘制显著图的空间网格。</translation>
        </message>
        <message>
            <source>Threads</source>
            <translation>线程数</translation>
        </message>
        <message>
            <source>Time range</source>
            <translation>时间范围</translation>
        </message>
        <message>
            <source>Title</source>
            <translation>标题</translation>
        </message>
        <message>
            <source>Too few patients ({count}): {parts} need at least one each ({needed}).</source>
            <translation>共有 {count} 名患者；{parts} 各至少需要一名（共 {needed} 名）。</translation>
        </message>
        <message>
            <source>Too few patients for an interval.</source>
            <translation>患者太少，无法给出区间。</translation>
        </message>
        <message>
            <source>Tractography</source>
            <translation>纤维束成像</translation>
        </message>
        <message>
            <source>Train it first, or resume it.</source>
            <translation>请先训练，或继续训练。</translation>
        </message>
        <message>
            <source>Training</source>
            <translation>正在训练</translation>
        </message>
        <message>
            <source>Transformation</source>
            <translation>变换</translation>
        </message>
        <message>
            <source>Truth</source>
            <translation>真值</translation>
        </message>
        <message>
            <source>Two images cannot share one: export both again, or open them as folders of their own.</source>
            <translation>两幅图像不能共用同一 UID：请重新导出两者，或作为各自的文件夹分别打开。</translation>
        </message>
        <message>
            <source>Type</source>
            <translation>类型</translation>
        </message>
        <message>
            <source>Type the first letters of a keyword of the header, and choose.</source>
            <translation>请输入文件头关键字的前几个字母，然后选择。</translation>
        </message>
        <message>
            <source>Units</source>
            <translation>单位</translation>
        </message>
        <message>
            <source>Units without a label were left out.</source>
            <translation>无标签的病例已排除。</translation>
        </message>
        <message>
            <source>Unknown transfer syntax</source>
            <translation>未知的传输语法</translation>
        </message>
        <message>
            <source>Unpack it, or pack it as zip, then open it.</source>
            <translation>请解压，或改用 zip 打包，然后打开。</translation>
        </message>
        <message>
            <source>Unpack it, then open the folder.</source>
            <translation>请解压，然后打开文件夹。</translation>
        </message>
        <message>
            <source>Unpack the .gz file, or cut the volume.</source>
            <translation>请解压 .gz 文件，或裁剪体数据。</translation>
        </message>
        <message>
            <source>Unpack the archive with its password, then open the folder.</source>
            <translation>请用密码解压，然后打开文件夹。</translation>
        </message>
        <message>
            <source>Unpack the archive, then open the folder.</source>
            <translation>请解压，然后打开文件夹。</translation>
        </message>
        <message>
            <source>Update the program, or move {path} away and index the folders again.</source>
            <translation>请更新程序，或移走 {path} 后重新索引文件夹。</translation>
        </message>
        <message>
            <source>Updating the library</source>
            <translation>正在更新图像库</translation>
        </message>
        <message>
            <source>Use Debian 12, Ubuntu 22.04, or a later system (glibc 2.34 or later).</source>
            <translation>请使用 Debian 12、Ubuntu 22.04 或更新的系统（glibc 2.34 以上）。</translation>
        </message>
        <message>
            <source>Use a convolutional source model.</source>
            <translation>请使用卷积型源模型。</translation>
        </message>
        <message>
            <source>Use one of them: a copy in another part would be learned and tested.</source>
            <translation>请只用其中一个：若副本分到另一子集，则既用于训练又用于测试。</translation>
        </message>
        <message>
            <source>Validation AUC, 95 % interval</source>
            <translation>验证集 AUC，95 % 置信区间</translation>
        </message>
        <message>
            <source>Validation share</source>
            <translation>验证集比例</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>值</translation>
        </message>
        <message>
            <source>Values are as stored.</source>
            <translation>显示的是存储值。</translation>
        </message>
        <message>
            <source>Verification</source>
            <translation>审核状态</translation>
        </message>
        <message>
            <source>Verified by</source>
            <translation>审核者</translation>
        </message>
        <message>
            <source>Video cannot be read</source>
            <translation>无法读取视频</translation>
        </message>
        <message>
            <source>Volume</source>
            <translation>体积</translation>
        </message>
        <message>
            <source>Voxels</source>
            <translation>体素数</translation>
        </message>
        <message>
            <source>Wait for it, or stop it: medxfer cancel.</source>
            <translation>请等待其结束，或停止它：medxfer cancel。</translation>
        </message>
        <message>
            <source>Waveform</source>
            <translation>波形</translation>
        </message>
        <message>
            <source>Weight decay</source>
            <translation>权重衰减</translation>
        </message>
        <message>
            <source>Weights</source>
            <translation>权重</translation>
        </message>
        <message>
            <source>What lies in the gap is not there, and lengths and volumes across it are wrong.</source>
            <translation>间隔处的内容缺失，跨越该处的长度和体积均不正确。</translation>
        </message>
        <message>
            <source>What the run is called in the window</source>
            <translation>此运行在窗口中的名称</translation>
        </message>
        <message>
            <source>Wilson</source>
            <translation>Wilson 法</translation>
        </message>
        <message>
            <source>Wilson, by patient</source>
            <translation>Wilson 法，按患者</translation>
        </message>
        <message>
            <source>Window</source>
            <translation>窗宽/窗位</translation>
        </message>
        <message>
            <source>Writing the report</source>
            <translation>正在写报告</translation>
        </message>
        <message>
            <source>`medxfer check` on the folder says why.</source>
            <translation>对该文件夹运行 `medxfer check` 可查看原因。</translation>
        </message>
        <message>
            <source>`medxfer check` says what is wrong with each file.</source>
            <translation>`medxfer check` 可逐个说明文件的问题。</translation>
        </message>
        <message>
            <source>`medxfer sources` lists some; timm and torchvision names work too.</source>
            <translation>`medxfer sources` 列出了一部分；timm 和 torchvision 的名称也可使用。</translation>
        </message>
        <message>
            <source>`medxfer sources` lists the names.</source>
            <translation>`medxfer sources` 可列出名称。</translation>
        </message>
        <message>
            <source>acquisition {number}</source>
            <translation>采集 {number}</translation>
        </message>
        <message>
            <source>all epochs</source>
            <translation>已完成全部轮次</translation>
        </message>
        <message>
            <source>and {number} more</source>
            <translation>另有 {number} 项</translation>
        </message>
        <message>
            <source>auto</source>
            <translation>自动</translation>
        </message>
        <message>
            <source>auto: the GPU where there is one</source>
            <translation>自动：有 GPU 时使用 GPU</translation>
        </message>
        <message>
            <source>axial</source>
            <translation>轴位</translation>
        </message>
        <message>
            <source>best epoch {epoch}</source>
            <translation>最佳：第 {epoch} 轮</translation>
        </message>
        <message>
            <source>binary</source>
            <translation>二分类</translation>
        </message>
        <message>
            <source>bootstrap of patients, 2,000 resamples</source>
            <translation>按患者自助法，重抽样 2,000 次</translation>
        </message>
        <message>
            <source>by patient, stratified, seed {number}</source>
            <translation>按患者分层划分，种子 {number}</translation>
        </message>
        <message>
            <source>by up to {number} mm</source>
            <translation>最大 {number} mm</translation>
        </message>
        <message>
            <source>chosen: {epoch}</source>
            <translation>选定：{epoch}</translation>
        </message>
        <message>
            <source>class folders</source>
            <translation>类别文件夹</translation>
        </message>
        <message>
            <source>colour</source>
            <translation>彩色</translation>
        </message>
        <message>
            <source>coronal</source>
            <translation>冠状位</translation>
        </message>
        <message>
            <source>cpu</source>
            <translation>CPU</translation>
        </message>
        <message>
            <source>cuda</source>
            <translation>GPU（CUDA）</translation>
        </message>
        <message>
            <source>file</source>
            <translation>文件自带</translation>
        </message>
        <message>
            <source>file: the file's own VOI window, else its full range; full: always the full range</source>
            <translation>文件自带：采用文件自带的 VOI 窗宽窗位，没有时取全范围；全范围：始终取全范围</translation>
        </message>
        <message>
            <source>files</source>
            <translation>个文件</translation>
        </message>
        <message>
            <source>frame</source>
            <translation>帧</translation>
        </message>
        <message>
            <source>frames</source>
            <translation>帧</translation>
        </message>
        <message>
            <source>full</source>
            <translation>全范围</translation>
        </message>
        <message>
            <source>gap of {number} mm after slice {number2}</source>
            <translation>第 {number2} 层之后间隔 {number} mm</translation>
        </message>
        <message>
            <source>gradcam</source>
            <translation>Grad-CAM</translation>
        </message>
        <message>
            <source>grey</source>
            <translation>灰度</translation>
        </message>
        <message>
            <source>head</source>
            <translation>仅分类头</translation>
        </message>
        <message>
            <source>head: frozen network, new classifier; full: whole network; scratch: random start, a control</source>
            <translation>head：冻结网络，训练新分类器；full：微调整个网络；scratch：随机初始化，作为对照</translation>
        </message>
        <message>
            <source>highest sensitivity + specificity on validation (Youden)</source>
            <translation>验证集上灵敏度 + 特异度最大（Youden 指数）</translation>
        </message>
        <message>
            <source>images</source>
            <translation>幅图像</translation>
        </message>
        <message>
            <source>label not there</source>
            <translation>无此标签</translation>
        </message>
        <message>
            <source>label there</source>
            <translation>有此标签</translation>
        </message>
        <message>
            <source>labels by PatientID</source>
            <translation>标签按 PatientID 匹配</translation>
        </message>
        <message>
            <source>labels by SOPInstanceUID</source>
            <translation>标签按 SOPInstanceUID 匹配</translation>
        </message>
        <message>
            <source>labels by SeriesInstanceUID</source>
            <translation>标签按 SeriesInstanceUID 匹配</translation>
        </message>
        <message>
            <source>labels by StudyInstanceUID</source>
            <translation>标签按 StudyInstanceUID 匹配</translation>
        </message>
        <message>
            <source>labels by path</source>
            <translation>标签按文件路径匹配</translation>
        </message>
        <message>
            <source>localiser</source>
            <translation>定位像</translation>
        </message>
        <message>
            <source>mean AUC</source>
            <translation>平均 AUC</translation>
        </message>
        <message>
            <source>mean of Newcombe</source>
            <translation>Newcombe 区间的均值</translation>
        </message>
        <message>
            <source>mean of Wilson</source>
            <translation>Wilson 区间的均值</translation>
        </message>
        <message>
            <source>mean of Wilson, by patient</source>
            <translation>Wilson 区间的均值，按患者</translation>
        </message>
        <message>
            <source>medxfer check FOLDER lists every file and what it needs.</source>
            <translation>medxfer check FOLDER 可列出每个文件及处理办法。</translation>
        </message>
        <message>
            <source>mild</source>
            <translation>轻度</translation>
        </message>
        <message>
            <source>mild: small shifts, turns, zoom and contrast; never mirrored, laterality is kept</source>
            <translation>轻度：小幅平移、旋转、缩放和对比度变化；不做镜像，保持左右侧</translation>
        </message>
        <message>
            <source>multiclass</source>
            <translation>多分类</translation>
        </message>
        <message>
            <source>multilabel</source>
            <translation>多标签</translation>
        </message>
        <message>
            <source>no SOP instance UID, one was made</source>
            <translation>无 SOP 实例 UID，已生成一个</translation>
        </message>
        <message>
            <source>no better for {number} epochs</source>
            <translation>连续 {number} 轮无改善</translation>
        </message>
        <message>
            <source>no labels</source>
            <translation>无标签</translation>
        </message>
        <message>
            <source>no patient ID, the study counts as one patient</source>
            <translation>无患者 ID，该检查按一名患者计</translation>
        </message>
        <message>
            <source>no series UID, one was made</source>
            <translation>无序列 UID，已生成一个</translation>
        </message>
        <message>
            <source>no study UID, one was made</source>
            <translation>无检查 UID，已生成一个</translation>
        </message>
        <message>
            <source>none</source>
            <translation>无</translation>
        </message>
        <message>
            <source>not defined</source>
            <translation>无定义</translation>
        </message>
        <message>
            <source>not defined:
one class only</source>
            <translation>无定义：
仅一个类别</translation>
        </message>
        <message>
            <source>oblique</source>
            <translation>斜位</translation>
        </message>
        <message>
            <source>pad</source>
            <translation>补边</translation>
        </message>
        <message>
            <source>part {number}</source>
            <translation>第 {number} 部分</translation>
        </message>
        <message>
            <source>patient</source>
            <translation>患者</translation>
        </message>
        <message>
            <source>phase {number}</source>
            <translation>时相 {number}</translation>
        </message>
        <message>
            <source>repeat {number}</source>
            <translation>重复 {number}</translation>
        </message>
        <message>
            <source>right</source>
            <translation>正确</translation>
        </message>
        <message>
            <source>sagittal</source>
            <translation>矢状位</translation>
        </message>
        <message>
            <source>scratch</source>
            <translation>从头训练</translation>
        </message>
        <message>
            <source>series</source>
            <translation>序列</translation>
        </message>
        <message>
            <source>set by hand</source>
            <translation>手动设定</translation>
        </message>
        <message>
            <source>several labels or none for each image; open it with a labels file</source>
            <translation>每幅图像有多个标签或没有标签；请配合标签文件打开</translation>
        </message>
        <message>
            <source>single images</source>
            <translation>单幅图像</translation>
        </message>
        <message>
            <source>slice {number} lies where slice {number2} does</source>
            <translation>第 {number} 层与第 {number2} 层位置相同</translation>
        </message>
        <message>
            <source>slices</source>
            <translation>层</translation>
        </message>
        <message>
            <source>slices {number} to {number2}: {number3} mm</source>
            <translation>第 {number} 至 {number2} 层：{number3} mm</translation>
        </message>
        <message>
            <source>split as given</source>
            <translation>按给定的划分</translation>
        </message>
        <message>
            <source>stages</source>
            <translation>个阶段</translation>
        </message>
        <message>
            <source>steps</source>
            <translation>步</translation>
        </message>
        <message>
            <source>stretch</source>
            <translation>拉伸</translation>
        </message>
        <message>
            <source>stretch: fill the square; pad: keep the shape of pixels and add black</source>
            <translation>拉伸：填满正方形；补边：保持像素比例并以黑色补齐</translation>
        </message>
        <message>
            <source>study</source>
            <translation>检查</translation>
        </message>
        <message>
            <source>the file does not say how the patient lies</source>
            <translation>文件未说明患者体位</translation>
        </message>
        <message>
            <source>the header names the wrong transfer syntax, it was read as it is stored</source>
            <translation>文件头标注的传输语法有误，已按实际存储方式读取</translation>
        </message>
        <message>
            <source>the pages differ in size</source>
            <translation>各页尺寸不一</translation>
        </message>
        <message>
            <source>the series UID is used for more than one patient</source>
            <translation>该序列 UID 用于多名患者</translation>
        </message>
        <message>
            <source>the strongest penalty within one standard error of the lowest validation loss is kept</source>
            <translation>保留验证损失在最低值一个标准误以内的最强惩罚</translation>
        </message>
        <message>
            <source>the usual start of a DICOM file is missing, it was read without</source>
            <translation>缺少 DICOM 文件通常的开头部分，已按无此部分读取</translation>
        </message>
        <message>
            <source>threshold {value}</source>
            <translation>阈值 {value}</translation>
        </message>
        <message>
            <source>time point {number}</source>
            <translation>时间点 {number}</translation>
        </message>
        <message>
            <source>train</source>
            <translation>训练</translation>
        </message>
        <message>
            <source>validation</source>
            <translation>验证</translation>
        </message>
        <message>
            <source>without position</source>
            <translation>无位置信息</translation>
        </message>
        <message>
            <source>worker.log in the run folder has the details.</source>
            <translation>详情见运行文件夹中的 worker.log。</translation>
        </message>
        <message>
            <source>wrong</source>
            <translation>错误</translation>
        </message>
        <message>
            <source>{count} patients are in two parts of the given split.</source>
            <translation>给定的划分中有 {count} 名患者跨两个子集。</translation>
        </message>
        <message>
            <source>{folder} cannot be removed: {reason}.</source>
            <translation>无法删除 {folder}：{reason}。</translation>
        </message>
        <message>
            <source>{folder} holds no images that the library knows.</source>
            <translation>{folder} 中没有已入库的图像。</translation>
        </message>
        <message>
            <source>{folder} holds no images.</source>
            <translation>{folder} 中没有图像。</translation>
        </message>
        <message>
            <source>{folder} holds other files.</source>
            <translation>{folder} 中有其他文件。</translation>
        </message>
        <message>
            <source>{folder} is not a run folder.</source>
            <translation>{folder} 不是运行文件夹。</translation>
        </message>
        <message>
            <source>{folder} is not empty.</source>
            <translation>{folder} 不是空文件夹。</translation>
        </message>
        <message>
            <source>{keyword} cannot be searched while privacy is on</source>
            <translation>隐私保护开启时不能检索 {keyword}</translation>
        </message>
        <message>
            <source>{keyword} is no keyword of DICOM</source>
            <translation>{keyword} 不是 DICOM 关键字</translation>
        </message>
        <message>
            <source>{missing} of {count} images are not in {folder} any more.</source>
            <translation>{count} 幅图像中有 {missing} 幅已不在 {folder} 中。</translation>
        </message>
        <message>
            <source>{number} frames</source>
            <translation>{number} 帧</translation>
        </message>
        <message>
            <source>{number} mm apart</source>
            <translation>层间距 {number} mm</translation>
        </message>
        <message>
            <source>{number} mm elsewhere</source>
            <translation>其余 {number} mm</translation>
        </message>
        <message>
            <source>{number} mm thick</source>
            <translation>层厚 {number} mm</translation>
        </message>
        <message>
            <source>{number} of {number2} bytes</source>
            <translation>{number2} 字节中仅有 {number} 字节</translation>
        </message>
        <message>
            <source>{number} of {number2} bytes are there</source>
            <translation>{number2} 字节中仅有 {number} 字节</translation>
        </message>
        <message>
            <source>{number} slices are missing</source>
            <translation>缺失 {number} 层</translation>
        </message>
        <message>
            <source>{number} values</source>
            <translation>{number} 个数值</translation>
        </message>
        <message>
            <source>{origin} fits only {taken} of the {wanted} tensors of this architecture (first missing: {missing}).</source>
            <translation>{origin} 仅与该网络结构 {wanted} 个张量中的 {taken} 个相符（首个缺失：{missing}）。</translation>
        </message>
        <message>
            <source>{path} cannot be read as weights: {reason}.</source>
            <translation>无法将 {path} 读取为权重：{reason}。</translation>
        </message>
        <message>
            <source>{path} cannot be read.</source>
            <translation>无法读取 {path}。</translation>
        </message>
        <message>
            <source>{path} cannot be read: {reason}.</source>
            <translation>无法读取 {path}：{reason}。</translation>
        </message>
        <message>
            <source>{path} cannot be written: {reason}.</source>
            <translation>无法写入 {path}：{reason}。</translation>
        </message>
        <message>
            <source>{path} holds a frame that is no number.</source>
            <translation>{path} 中有帧号不是数字。</translation>
        </message>
        <message>
            <source>{path} holds a label that is neither 0 nor 1.</source>
            <translation>{path} 中有标签既不是 0 也不是 1。</translation>
        </message>
        <message>
            <source>{path} holds labels that are no class of the run: {labels}.</source>
            <translation>{path} 中有不属于此运行类别的标签：{labels}。</translation>
        </message>
        <message>
            <source>{path} holds more than tensors and was refused before any of it ran.</source>
            <translation>{path} 含有张量以外的内容，在执行任何内容之前已被拒绝。</translation>
        </message>
        <message>
            <source>{path} holds no state dict.</source>
            <translation>{path} 不含 state dict。</translation>
        </message>
        <message>
            <source>{path} is a workbook, not text.</source>
            <translation>{path} 是工作簿，不是文本。</translation>
        </message>
        <message>
            <source>{path} is broken.</source>
            <translation>{path} 已损坏。</translation>
        </message>
        <message>
            <source>{path} is broken: it lacks {columns}.</source>
            <translation>{path} 已损坏：缺少 {columns}。</translation>
        </message>
        <message>
            <source>{path} is missing: this folder is not a prepared run.</source>
            <translation>缺少 {path}：该文件夹不是已准备的运行。</translation>
        </message>
        <message>
            <source>{path} is not text in UTF-8 or UTF-16.</source>
            <translation>{path} 不是 UTF-8 或 UTF-16 文本。</translation>
        </message>
        <message>
            <source>“{name}” is not the name of a source model.</source>
            <translation>“{name}”不是源模型的名称。</translation>
        </message>
    </context>
    <context>
        <name>measures</name>
        <message>
            <source>{hours} h {minutes} min</source>
            <translation>{hours} 小时 {minutes} 分</translation>
        </message>
        <message>
            <source>{minutes} min {seconds} s</source>
            <translation>{minutes} 分 {seconds} 秒</translation>
        </message>
        <message>
            <source>{seconds} s</source>
            <translation>{seconds} 秒</translation>
        </message>
    </context>
    <context>
        <name>problems</name>
        <message>
            <source>conflicting labels</source>
            <translation>标签冲突</translation>
        </message>
        <message>
            <source>duplicate row</source>
            <translation>重复行</translation>
        </message>
        <message>
            <source>image without label</source>
            <translation>图像无标签</translation>
        </message>
        <message>
            <source>patient in two parts</source>
            <translation>患者跨子集</translation>
        </message>
        <message>
            <source>row without image</source>
            <translation>行无对应图像</translation>
        </message>
        <message>
            <source>unknown part</source>
            <translation>未知子集</translation>
        </message>
        <message>
            <source>unreadable value</source>
            <translation>无法读取的值</translation>
        </message>
    </context>
    <context>
        <name>record</name>
        <message>
            <source>AUC not defined</source>
            <translation>AUC 无定义</translation>
        </message>
        <message>
            <source>AUC {auc}</source>
            <translation>AUC {auc}</translation>
        </message>
        <message>
            <source>best so far</source>
            <translation>目前最佳</translation>
        </message>
        <message>
            <source>epoch {n}</source>
            <translation>第 {n} 轮</translation>
        </message>
        <message>
            <source>finished after {duration}: {reason}; best is {epoch}</source>
            <translation>{duration}后完成：{reason}；最佳为第 {epoch} 轮</translation>
        </message>
        <message>
            <source>loss {loss}</source>
            <translation>损失 {loss}</translation>
        </message>
        <message>
            <source>resumed after epoch {epoch} on {device}</source>
            <translation>第 {epoch} 轮之后在 {device} 上继续训练</translation>
        </message>
        <message>
            <source>step {n}</source>
            <translation>第 {n} 步</translation>
        </message>
        <message>
            <source>training began on {device}</source>
            <translation>已在 {device} 上开始训练</translation>
        </message>
        <message>
            <source>training was taken up again on {device}</source>
            <translation>在 {device} 上恢复训练</translation>
        </message>
        <message>
            <source>{count} frames left out, they cannot be decoded; the first: {reason}</source>
            <translation>已排除 {count} 帧，无法解码；第一帧的原因：{reason}</translation>
        </message>
        <message>
            <source>{stage}, {count} {unit}</source>
            <translation>{stage}，{count} {unit}</translation>
        </message>
    </context>
    <context>
        <name>run_words</name>
        <message>
            <source>failed</source>
            <translation>失败</translation>
        </message>
        <message>
            <source>finished</source>
            <translation>已完成</translation>
        </message>
        <message>
            <source>from scratch</source>
            <translation>从头训练</translation>
        </message>
        <message>
            <source>interrupted</source>
            <translation>已中断</translation>
        </message>
        <message>
            <source>prepared</source>
            <translation>已准备</translation>
        </message>
        <message>
            <source>quick</source>
            <translation>快速</translation>
        </message>
        <message>
            <source>running</source>
            <translation>进行中</translation>
        </message>
        <message>
            <source>stopped</source>
            <translation>已停止</translation>
        </message>
        <message>
            <source>whole network</source>
            <translation>微调整个网络</translation>
        </message>
    </context>
    <context>
        <name>words</name>
        <message>
            <source>1 duplicate</source>
            <translation>1 个重复文件</translation>
        </message>
        <message>
            <source>1 file</source>
            <translation>1 个文件</translation>
        </message>
        <message>
            <source>1 image</source>
            <translation>1 幅图像</translation>
        </message>
        <message>
            <source>1 object without a picture</source>
            <translation>1 个不含图像的对象</translation>
        </message>
        <message>
            <source>1 row</source>
            <translation>1 行</translation>
        </message>
        <message>
            <source>day {n}</source>
            <translation>第 {n} 天</translation>
        </message>
        <message>
            <source>{n} duplicates</source>
            <translation>{n} 个重复文件</translation>
        </message>
        <message>
            <source>{n} files</source>
            <translation>{n} 个文件</translation>
        </message>
        <message>
            <source>{n} images</source>
            <translation>{n} 幅图像</translation>
        </message>
        <message>
            <source>{n} objects without a picture</source>
            <translation>{n} 个不含图像的对象</translation>
        </message>
        <message>
            <source>{n} rows</source>
            <translation>{n} 行</translation>
        </message>
        <message>
            <source>{problem} ({detail})</source>
            <translation>{problem}（{detail}）</translation>
        </message>
    </context>
</TS>
